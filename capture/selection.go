package capture

// A Selection says which interfaces a Group is to take while it is read.
type Selection struct {
	// Namespace is the network namespace to watch, as InNamespace names it; ""
	// is the process's, also where the calling thread is in another.
	Namespace string

	// Match reports whether the interface of a name is wanted.
	Match func(name string) bool

	// Config returns how to capture on it. Its Interface and Namespace are set
	// by the Group.
	Config func(name string) LiveConfig
}
