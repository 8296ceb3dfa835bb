package decode

// Procedures of NFS version 3: RFC 1813, 3. Version 2's are mapped to them.
const (
	nfsNull        = 0
	nfsGetAttr     = 1
	nfsSetAttr     = 2
	nfsLookup      = 3
	nfsAccess      = 4
	nfsReadLink    = 5
	nfsRead        = 6
	nfsWrite       = 7
	nfsCreate      = 8
	nfsMkdir       = 9
	nfsSymlink     = 10
	nfsMknod       = 11
	nfsRemove      = 12
	nfsRmdir       = 13
	nfsRename      = 14
	nfsLink        = 15
	nfsReadDir     = 16
	nfsReadDirPlus = 17
	nfsFSStat      = 18
	nfsFSInfo      = 19
	nfsPathConf    = 20
	nfsCommit      = 21
	nfsNop         = 25
)

var nfsProcedures = names{
	{nfsNull, "null"}, {nfsGetAttr, "getattr"}, {nfsSetAttr, "setattr"}, {nfsLookup, "lookup"},
	{nfsAccess, "access"}, {nfsReadLink, "readlink"}, {nfsRead, "read"}, {nfsWrite, "write"},
	{nfsCreate, "create"}, {nfsMkdir, "mkdir"}, {nfsSymlink, "symlink"}, {nfsMknod, "mknod"},
	{nfsRemove, "remove"}, {nfsRmdir, "rmdir"}, {nfsRename, "rename"}, {nfsLink, "link"},
	{nfsReadDir, "readdir"}, {nfsReadDirPlus, "readdirplus"}, {nfsFSStat, "fsstat"},
	{nfsFSInfo, "fsinfo"}, {nfsPathConf, "pathconf"}, {nfsCommit, "commit"}, {nfsNop, "nop"},
}

// nfsV2Procedures are version 2's procedures (RFC 1094, 2.2) as version 3's.
var nfsV2Procedures = [26]int{nfsNull, nfsGetAttr, nfsSetAttr, nfsNop, nfsLookup, nfsReadLink, nfsRead, nfsNop,
	nfsWrite, nfsCreate, nfsRemove, nfsRename, nfsLink, nfsSymlink, nfsMkdir, nfsRmdir, nfsReadDir, nfsFSStat,
	nfsNop, nfsNop, nfsNop, nfsNop, nfsNop, nfsNop, nfsNop, nfsNop}

// nfsErrors are the ways in which a procedure fails: RFC 1094, 2.3.1, and
// RFC 1813, 2.6.
var nfsErrors = names{
	{1, "Operation not permitted"},
	{2, "No such file or directory"},
	{5, "Input/output error"},
	{6, "Device not configured"},
	{11, "Resource deadlock avoided"},
	{12, "Cannot allocate memory"},
	{13, "Permission denied"},
	{17, "File exists"},
	{18, "Cross-device link"},
	{19, "Operation not supported by device"},
	{20, "Not a directory"},
	{21, "Is a directory"},
	{22, "Invalid argument"},
	{26, "Text file busy"},
	{27, "File too large"},
	{28, "No space left on device"},
	{30, "Read-only file system"},
	{31, "Too many links"},
	{45, "Operation not supported"},
	{62, "Too many levels of symbolic links"},
	{63, "File name too long"},
	{66, "Directory not empty"},
	{69, "Disc quota exceeded"},
	{70, "Stale NFS file handle"},
	{71, "Too many levels of remote in path"},
	{99, "Write cache flushed to disk"},
	{10001, "Illegal NFS file handle"},
	{10002, "Update synchronization mismatch"},
	{10003, "READDIR/READDIRPLUS cookie is stale"},
	{10004, "Operation not supported"},
	{10005, "Buffer or request is too small"},
	{10006, "Unspecified error on server"},
	{10007, "Object of that type not supported"},
	{10008, "Request couldn't be completed in time"},
}

// Types of files that are devices, among nfsTypes: RFC 1813, 2.5.
const (
	nfsBlock     = 3
	nfsCharacter = 4
)

var nfsTypes = names{
	{0, "NON"}, {1, "REG"}, {2, "DIR"}, {nfsBlock, "BLK"}, {nfsCharacter, "CHR"}, {5, "LNK"}, {6, "FIFO"},
}

var nfsWriteModes = names{{0, "unstable"}, {1, "datasync"}, {2, "filesync"}}

// nfsAccessBits are of RFC 1813, 3.3.4.
var nfsAccessBits = [...]string{"NFS_ACCESS_READ", "NFS_ACCESS_LOOKUP", "NFS_ACCESS_MODIFY", "NFS_ACCESS_EXTEND",
	"NFS_ACCESS_DELETE", "NFS_ACCESS_EXECUTE"}

// rpcAcceptStates and rpcAuthStates are of RFC 5531, 9.
var (
	rpcAcceptStates = names{{1, "PROG_UNAVAIL"}, {2, "PROG_MISMATCH"}, {3, "PROC_UNAVAIL"}, {4, "GARBAGE_ARGS"}, {5, "SYSTEM_ERR"}}
	rpcAuthStates   = names{
		{0, "OK"},
		{1, "Bogus Credentials (seal broken)"},
		{2, "Rejected Credentials (client should begin new session)"},
		{3, "Bogus Verifier (seal broken)"},
		{4, "Verifier expired or was replayed"},
		{5, "Credentials are too weak"},
		{6, "Bogus response verifier"},
		{7, "Unknown failure"},
	}
)
