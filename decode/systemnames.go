package decode

import (
	"bufio"
	"context"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// NamesConfig says where names come from. The zero value is the files of /etc
// alone.
type NamesConfig struct {
	// Dir is the folder of the files hosts, services, protocols and ethers;
	// "" means /etc. A file that is missing or not readable has no names.
	Dir string

	// DNS asks the system's resolver for addresses that the files do not
	// name. An address is printed as a number until the answer is there.
	DNS bool

	// NoDomain leaves out the domain of host names, as -N does.
	NoDomain bool

	// Only, if not nil, limits host names to addresses of these networks, as
	// -f does to the local ones.
	Only []netip.Prefix

	// Lookup asks for the names of an address; nil means the system's
	// resolver.
	Lookup func(ctx context.Context, addr string) (names []string, err error)
}

// Bounds of what is remembered of answers.
const (
	maxAnswers    = 8192 // addresses whose answer is kept, in each of two generations
	maxQuestions  = 256  // addresses waiting to be asked for
	askers        = 4
	answerTimeout = 10 * time.Second
)

// SystemNames is a [Names] of this system's files, and of DNS where asked for.
// It never makes its caller wait. Close ends what it runs.
type SystemNames struct {
	config    NamesConfig
	hosts     map[netip.Addr]string
	services  map[service]string
	protocols map[uint8]string
	macs      map[[6]byte]string

	questions chan netip.Addr
	cancel    context.CancelFunc
	done      sync.WaitGroup

	mu         sync.Mutex
	young, old map[netip.Addr]string // answers; "" is none, or not yet
}

var _ Names = (*SystemNames)(nil)

type service struct {
	proto uint8
	port  uint16
}

// NewSystemNames reads the files and returns a SystemNames.
func NewSystemNames(c NamesConfig) *SystemNames {
	if c.Dir == "" {
		c.Dir = "/etc"
	}
	if c.Lookup == nil {
		c.Lookup = net.DefaultResolver.LookupAddr
	}
	n := &SystemNames{
		config:    c,
		hosts:     map[netip.Addr]string{},
		services:  map[service]string{},
		protocols: map[uint8]string{},
		macs:      map[[6]byte]string{{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}: "Broadcast"},
		young:     map[netip.Addr]string{},
		cancel:    func() {},
	}
	n.readFile("hosts", func(f []string) {
		if addr, err := netip.ParseAddr(f[0]); err == nil {
			setFirst(n.hosts, addr.Unmap(), f[1])
		}
	})
	n.readFile("services", func(f []string) {
		port, name, _ := strings.Cut(f[1], "/")
		number, err := strconv.ParseUint(port, 10, 16)
		proto := map[string]uint8{"tcp": protoTCP, "udp": protoUDP}[name]
		if err == nil && proto != 0 {
			setFirst(n.services, service{proto, uint16(number)}, f[0])
		}
	})
	n.readFile("protocols", func(f []string) {
		if number, err := strconv.ParseUint(f[1], 10, 8); err == nil {
			setFirst(n.protocols, uint8(number), f[0])
		}
	})
	n.readFile("ethers", func(f []string) {
		if mac, err := net.ParseMAC(f[0]); err == nil && len(mac) == 6 {
			setFirst(n.macs, [6]byte(mac), f[1])
		}
	})
	if c.DNS {
		ctx, cancel := context.WithCancel(context.Background())
		n.cancel = cancel
		n.questions = make(chan netip.Addr, maxQuestions)
		for range askers {
			n.done.Go(func() { n.ask(ctx) })
		}
	}
	return n
}

func setFirst[K comparable](m map[K]string, key K, name string) {
	if _, ok := m[key]; !ok {
		m[key] = name
	}
}

// readFile calls line with the words of each line that has two or more. A file
// that cannot be read is as one without names.
func (n *SystemNames) readFile(name string, line func(words []string)) {
	f, err := os.Open(filepath.Join(n.config.Dir, name))
	if err != nil {
		return
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		text, _, _ := strings.Cut(s.Text(), "#")
		if words := strings.Fields(text); len(words) >= 2 {
			line(words)
		}
	}
}

// Close ends what asks DNS, and waits for it. It is to be called once.
func (n *SystemNames) Close() error {
	n.cancel()
	n.done.Wait()
	return nil
}

// ask asks for addresses until ctx is done.
func (n *SystemNames) ask(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case addr := <-n.questions:
			one, cancel := context.WithTimeout(ctx, answerTimeout)
			names, err := n.config.Lookup(one, addr.String())
			cancel()
			if err == nil && len(names) > 0 {
				n.mu.Lock()
				n.remember(addr, strings.TrimSuffix(names[0], "."))
				n.mu.Unlock()
			}
		}
	}
}

// remember keeps an answer. A full generation becomes the old one.
func (n *SystemNames) remember(addr netip.Addr, name string) {
	if _, ok := n.young[addr]; !ok && len(n.young) >= maxAnswers {
		n.young, n.old = map[netip.Addr]string{}, n.young
	}
	n.young[addr] = name
}

// AppendHost appends the name of the address of 4 or 16 bytes.
func (n *SystemNames) AppendHost(dst, addr []byte) []byte {
	a, ok := netip.AddrFromSlice(addr)
	if !ok || n.config.Only != nil && !containsAddr(n.config.Only, a) {
		return dst
	}
	name, ok := n.hosts[a.Unmap()]
	if !ok && n.questions != nil && !a.IsUnspecified() && !a.IsMulticast() {
		name = n.answer(a)
	}
	if n.config.NoDomain {
		name, _, _ = strings.Cut(name, ".")
	}
	return append(dst, name...)
}

func containsAddr(nets []netip.Prefix, a netip.Addr) bool {
	for _, p := range nets {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// answer returns the answer for a, "" where there is none; the first time it
// has the question asked, if there is room for it.
func (n *SystemNames) answer(a netip.Addr) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if name, ok := n.young[a]; ok {
		return name
	}
	name, ok := n.old[a]
	if !ok {
		select {
		case n.questions <- a:
		default:
			return "" // the next packet of this address asks again
		}
	}
	n.remember(a, name)
	return name
}

// AppendPort appends the name of a TCP or UDP port.
func (n *SystemNames) AppendPort(dst []byte, proto uint8, port uint16) []byte {
	return append(dst, n.services[service{proto, port}]...)
}

// AppendProtocol appends the name of an IP protocol.
func (n *SystemNames) AppendProtocol(dst []byte, proto uint8) []byte {
	return append(dst, n.protocols[proto]...)
}

// AppendMAC appends the name of a MAC address of 6 bytes.
func (n *SystemNames) AppendMAC(dst, mac []byte) []byte {
	if len(mac) != 6 {
		return dst
	}
	return append(dst, n.macs[[6]byte(mac)]...)
}

// AppendVendor appends the name of the owner of the first three bytes of a MAC
// address.
func (n *SystemNames) AppendVendor(dst []byte, oui uint32) []byte {
	name, _ := ouiNames.find(oui)
	return append(dst, name...)
}
