package hexdump_test

import (
	"fmt"
	"os"

	"pktcap/hexdump"
)

func ExampleAppend() {
	os.Stdout.Write(hexdump.Append(nil, hexdump.Plain, []byte("GET / HTTP/1.1\r\n\r\n")))
	// Output:
	// 0000: 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a |GET / HTTP/1.1..|
	// 0010: 0d 0a                                           |..|
}

func ExampleParse() {
	packets, err := hexdump.Parse([]byte(`
12:00:00.000000 IP 192.0.2.1.53 > 192.0.2.2.9: UDP, length 2
	0x0000:  4500 001e 0000 0000 4011 f6cb c000 0201  E.......@.......
	0x0010:  c000 0202 0035 0009 000a 0000 6f6b       .....5......ok
`))
	fmt.Printf("%d packet of %d bytes, %v\n", len(packets), len(packets[0]), err)
	// Output: 1 packet of 30 bytes, <nil>
}
