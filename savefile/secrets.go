package savefile

import "fmt"

// Secrets types of pcapng, section 4.7.
const (
	SecretsSSH       = 0x5353484b // SSH key log
	SecretsTLS       = 0x544c534b // TLS key log, the lines of SSLKEYLOGFILE
	SecretsWireGuard = 0x57474b4c // WireGuard key log
)

// Secrets are the content of a pcapng decryption secrets block: keys that let a
// reader decrypt packets that follow.
type Secrets struct {
	Type uint32 // SecretsTLS, ...
	Data []byte
}

// Secrets returns what a decryption secrets block holds; ok is false for a block
// of another type. Data is valid as long as the block.
func (b *Block) Secrets() (s Secrets, ok bool, err error) {
	if b.Type != blockSecrets {
		return s, false, nil
	}
	o := order(b.BigEndian)
	if len(b.Body) < 8 || uint64(o.Uint32(b.Body[4:])) > uint64(len(b.Body)-8) {
		return s, true, fmt.Errorf("%w: decryption secrets block is too short", ErrCorrupt)
	}
	return Secrets{o.Uint32(b.Body), b.Body[8 : 8+o.Uint32(b.Body[4:])]}, true, nil
}

// WriteSecrets appends keys, in pcapng only. Readers want them before the packets
// that they decrypt.
func (w *Writer) WriteSecrets(s Secrets) error {
	if err := w.canWriteBlock("secrets"); err != nil {
		return err
	}
	b := beginBlock(w.buf, order(w.config.BigEndian), blockSecrets)
	b.u32(s.Type)
	b.u32(uint32(len(s.Data)))
	b.padded(s.Data)
	return w.endBlock("secrets", &b)
}
