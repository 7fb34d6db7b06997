//go:build !unix

package source

// nonBlocking is nothing where named pipes are no files in folders.
const nonBlocking = 0
