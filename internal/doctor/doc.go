// Package doctor tells what a system gives to packet capture and what limits it:
// settings of the kernel and of network interfaces, each with what to do about
// it. It reads only, and changes nothing.
//
// What it knows comes from proc(5) and sysfs(5), through an [fs.FS] each, and
// from ethtool(8), through [NIC]; what it may not read it says so. [ThisHost]
// opens those of the machine that it runs on.
//
// Sources: Documentation/networking/scaling.rst, packet_mmap.rst, net_cachelines
// and Documentation/admin-guide/sysctl/net.rst of the kernel; ethtool(8),
// capabilities(7), proc(5).
package doctor
