package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// module is the module's path, the first element of every import of its own
// packages.
const module = "pktcap"

// A rule lists what the code of one folder may import beside the standard
// library: packages of this module by folder, and other modules by import
// path. A path that ends in "/..." stands for everything below it.
var rules = map[string][]string{
	"linktype": {},
	"checksum": {"golang.org/x/sys/cpu"},
	"hexdump":  {"golang.org/x/sys/cpu"},

	"filter/cbpf": {"golang.org/x/net/bpf"},
	"filter":      {"linktype", "filter/cbpf"},

	"savefile":        {"linktype", "github.com/klauspost/compress/..."},
	"savefile/rotate": {"savefile"},

	"ringmmap":          {"golang.org/x/sys/unix"},
	"internal/afpacket": {"golang.org/x/sys/unix", "golang.org/x/net/bpf", "ringmmap"},
	"internal/rawip":    {"golang.org/x/sys/unix"},

	"capture": {
		"ringmmap", "savefile", "linktype", "internal/afpacket", "filter/cbpf",
		"golang.org/x/net/bpf", "github.com/google/gopacket",
		"github.com/vishvananda/netlink",
	},
	"capture/capturetest": {"capture", "savefile", "linktype"},

	"decode": {"capture", "linktype", "hexdump", "checksum"},
	"craft":  {"checksum", "linktype", "github.com/google/gopacket/..."},
	"inject": {
		"internal/afpacket", "internal/rawip", "ringmmap", "capture", "craft",
		"github.com/vishvananda/netlink",
	},
	"inject/probe": {"inject", "capture", "filter", "filter/cbpf", "linktype", "craft"},

	"internal/netlab": {
		"golang.org/x/sys/unix", "golang.org/x/net/bpf", "github.com/google/go-cmp/cmp",
		"github.com/vishvananda/netlink", "github.com/vishvananda/netns",
	},
	"internal/archtest": {"internal/netlab"},
	"internal/doctor":   {"internal/afpacket", "ringmmap", "github.com/safchain/ethtool"},
}

// commands may import every package of this module but each other.
var commands = []string{"cmd/pktcap", "cmd/pktcraft", "bench", "internal/demo"}

// commandModules are the other modules that commands may import.
var commandModules = []string{
	"github.com/spf13/pflag",
	"github.com/vishvananda/netlink", // namespaces of the demo and the benchmarks
	"github.com/landlock-lsm/go-landlock/...",
	"github.com/elastic/go-seccomp-bpf/...",
}

// benchModules are those that the benchmarks measure, and may import too.
var benchModules = []string{"github.com/google/gopacket/...", "golang.org/x/net/bpf"}

// rawCalls are the folders that may make raw system calls.
var rawCalls = []string{"ringmmap", "internal/afpacket", "internal/rawip", "internal/netlab"}

// A file is one parsed Go file that is not a test.
type file struct {
	name   string // from the module's root
	folder string
	syntax *ast.File
}

func TestImports(t *testing.T) {
	for _, f := range sources(t) {
		command := isCommand(f.folder)
		allowed, known := rules[f.folder]
		if !known && !command {
			t.Errorf("%s: folder %s has no rule: say in rules what it may import", f.name, f.folder)
			continue
		}
		for _, imp := range imports(f.syntax) {
			switch {
			case command && commandMayImport(imp):
			case isBench(f.folder) && mayImport(benchModules, imp):
			case !command && mayImport(allowed, imp):
			default:
				t.Errorf("%s: %s may not import %s", f.name, f.folder, imp)
			}
		}
	}
}

func TestRulesNameFolders(t *testing.T) {
	have := map[string]bool{}
	for _, f := range sources(t) {
		have[f.folder] = true
	}
	for folder := range rules {
		if !have[folder] {
			t.Errorf("rules name %s, which has no Go files", folder)
		}
	}
}

func TestUnsafeStandsApart(t *testing.T) {
	seen := map[string]string{}
	for _, f := range sources(t) {
		if !slices.Contains(imports(f.syntax), "unsafe") {
			continue
		}
		if !strings.HasSuffix(strings.TrimSuffix(f.name, ".go"), "_unsafe") {
			t.Errorf("%s: imports unsafe; only *_unsafe.go may", f.name)
		}
		if other, ok := seen[f.folder]; ok {
			t.Errorf("%s: a second file with unsafe beside %s", f.name, other)
		}
		seen[f.folder] = f.name
	}
}

func TestSystemCallsStandApart(t *testing.T) {
	for _, f := range sources(t) {
		for _, imp := range imports(f.syntax) {
			raw := imp == "golang.org/x/sys/unix" || imp == "syscall" && !isCommand(f.folder)
			if raw && !slices.Contains(rawCalls, f.folder) {
				t.Errorf("%s: imports %s; raw system calls stand in %v only", f.name, imp, rawCalls)
			}
		}
	}
}

func TestOnlyCommandsExitAndLog(t *testing.T) {
	for _, f := range sources(t) {
		if isCommand(f.folder) {
			continue
		}
		for _, imp := range imports(f.syntax) {
			if imp == "flag" && f.folder == "internal/netlab" {
				continue // the -update of tests
			}
			if imp == "log" || imp == "log/slog" || imp == "flag" || imp == "github.com/spf13/pflag" {
				t.Errorf("%s: imports %s; only commands may", f.name, imp)
			}
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "os" && sel.Sel.Name == "Exit" {
				t.Errorf("%s: calls os.Exit; only commands may", f.name)
			}
			return true
		})
	}
}

func TestEveryPackageHasDoc(t *testing.T) {
	docs := map[string]bool{}
	for _, f := range sources(t) {
		docs[f.folder] = docs[f.folder] || path.Base(f.name) == "doc.go" && f.syntax.Doc != nil
	}
	for folder, ok := range docs {
		if !ok && !isCommand(folder) {
			t.Errorf("%s: no doc.go with a package comment", folder)
		}
	}
}

// sources parses every Go file of the module that is not a test.
func sources(t *testing.T) []file {
	t.Helper()
	root := netlab.Root(t)
	var files []file
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != root && (strings.HasPrefix(base, ".") || base == "testdata" || base == "bin") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return fmt.Errorf("parse %s: %w", name, err)
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		files = append(files, file{name: rel, folder: path.Dir(rel), syntax: syntax})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("found no Go files")
	}
	return files
}

func imports(f *ast.File) []string {
	var list []string
	for _, spec := range f.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			list = append(list, p)
		}
	}
	return list
}

func isCommand(folder string) bool {
	return slices.ContainsFunc(commands, func(c string) bool {
		return folder == c || strings.HasPrefix(folder, c+"/")
	})
}

func isBench(folder string) bool { return folder == "bench" || strings.HasPrefix(folder, "bench/") }

func standard(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return first != module && !strings.Contains(first, ".")
}

func commandMayImport(imp string) bool {
	if own, ok := strings.CutPrefix(imp, module+"/"); ok {
		return !isCommand(own) && !strings.HasPrefix(own, "internal/netlab")
	}
	return standard(imp) || mayImport(commandModules, imp)
}

func mayImport(allowed []string, imp string) bool {
	if standard(imp) {
		return true
	}
	own, isOwn := strings.CutPrefix(imp, module+"/")
	for _, a := range allowed {
		external := strings.Contains(strings.SplitN(a, "/", 2)[0], ".")
		target := own
		if external == isOwn {
			continue
		}
		if external {
			target = imp
		}
		if below, ok := strings.CutSuffix(a, "/..."); ok {
			if target == below || strings.HasPrefix(target, below+"/") {
				return true
			}
		} else if target == a {
			return true
		}
	}
	return false
}
