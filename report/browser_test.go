package report_test

import (
	"bufio"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// browser is a headless Chromium that is spoken to in its DevTools protocol,
// over a pipe: messages are JSON, each ended by a zero byte.
type browser struct {
	t       *testing.T
	in      io.Writer
	replies *bufio.Reader
	id      int
	loads   int
	session string
	// events are those that came until now, oldest first.
	events []message
}

type message struct {
	ID     int             `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// browserPath finds a Chromium or Chrome, or skips the test.
func browserPath(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the browser's pipe is two inherited file descriptors, which Windows has not")
	}
	names := []string{os.Getenv("GATELINT_BROWSER"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no Chromium to open the page in; install one, or name it in GATELINT_BROWSER")
	return ""
}

// openBrowser starts a browser with an empty profile. It ends with the test.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	path := browserPath(t)
	commands, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, replies, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	profile, err := os.MkdirTemp("", "browser")
	if err != nil {
		t.Fatal(err)
	}
	flags := []string{
		"--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--remote-debugging-pipe", "--user-data-dir=" + profile,
	}
	if os.Getuid() == 0 {
		flags = append(flags, "--no-sandbox") // it refuses to sandbox as root
	}
	process := exec.Command(path, flags...)
	process.ExtraFiles = []*os.File{commands, replies} // 3 and 4
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	commands.Close()
	replies.Close()
	// Should it hang, its end ends the reading.
	stop := time.AfterFunc(2*time.Minute, func() { process.Process.Kill() })
	t.Cleanup(func() {
		in.Close() // which ends it
		process.Wait()
		stop.Stop()
		out.Close()
		for range 50 { // its helpers write a little longer
			if os.RemoveAll(profile) == nil {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	b := &browser{t: t, in: in, replies: bufio.NewReader(out)}
	return b
}

// tab opens a new tab, for a test of its own.
func (b *browser) tab(t *testing.T) {
	t.Helper()
	b.t, b.session = t, ""
	target := decode[struct{ TargetID string }](t, b.call("Target.createTarget", map[string]any{"url": "about:blank"}))
	attach := map[string]any{"targetId": target.TargetID, "flatten": true}
	b.session = decode[struct{ SessionID string }](t, b.call("Target.attachToTarget", attach)).SessionID
	for _, domain := range []string{"Page", "Network", "Log", "Runtime"} {
		b.call(domain+".enable", nil)
	}
	b.call("Page.setLifecycleEventsEnabled", map[string]any{"enabled": true})
}

// call sends a command and gives its result.
func (b *browser) call(method string, params map[string]any) json.RawMessage {
	b.t.Helper()
	b.id++
	command := map[string]any{"id": b.id, "method": method, "params": params}
	if params == nil {
		command["params"] = struct{}{}
	}
	if b.session != "" {
		command["sessionId"] = b.session
	}
	text, err := json.Marshal(command)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.in.Write(append(text, 0)); err != nil {
		b.t.Fatalf("%s: %v", method, err)
	}
	for {
		m := b.read(method)
		switch {
		case m.ID == 0:
			b.events = append(b.events, m)
		case m.ID == b.id && m.Error != nil:
			b.t.Fatalf("%s: %s", method, m.Error.Message)
		case m.ID == b.id:
			return m.Result
		}
	}
}

func (b *browser) read(why string) message {
	b.t.Helper()
	text, err := b.replies.ReadBytes(0)
	if err != nil {
		b.t.Fatalf("%s: the browser is gone: %v", why, err)
	}
	return decode[message](b.t, text[:len(text)-1])
}

// open loads a file, with a fragment or without, and forgets earlier events.
func (b *browser) open(file, fragment string) {
	b.t.Helper()
	b.events = nil
	b.loads++ // an address of its own, since a new fragment alone loads nothing
	address := fmt.Sprintf("file://%s?%d%s", filepath.ToSlash(file), b.loads, fragment)
	load := decode[struct{ LoaderID string }](b.t, b.call("Page.navigate", map[string]any{"url": address}))
	loaded := func(m message) bool {
		if m.Method != "Page.lifecycleEvent" {
			return false
		}
		event := decode[struct{ LoaderID, Name string }](b.t, m.Params)
		return event.LoaderID == load.LoaderID && event.Name == "load"
	}
	for !slices.ContainsFunc(b.events, loaded) {
		b.events = append(b.events, b.read("loading "+address))
	}
}

// eval gives the value of an expression in the page.
func eval[T any](b *browser, expression string) T {
	b.t.Helper()
	type answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	result := decode[answer](b.t, b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}))
	if result.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, result.ExceptionDetails)
	}
	return decode[T](b.t, json.RawMessage(cmp.Or(string(result.Result.Value), "null")))
}

// press presses keys, as from a keyboard.
func (b *browser) press(keys ...string) {
	b.t.Helper()
	codes := map[string]int{"Tab": 9, "Enter": 13, " ": 32}
	for _, key := range keys {
		event := map[string]any{"key": key, "code": key, "windowsVirtualKeyCode": codes[key]}
		switch key {
		case "Enter":
			event["text"] = "\r"
		case " ":
			event["text"], event["code"] = " ", "Space"
		}
		for _, kind := range []string{"keyDown", "keyUp"} {
			event["type"] = kind
			b.call("Input.dispatchKeyEvent", event)
		}
	}
}

// screenshot writes what is in view to a file.
func (b *browser) screenshot(file string) {
	b.t.Helper()
	shot := decode[struct{ Data string }](b.t, b.call("Page.captureScreenshot", nil))
	image, err := base64.StdEncoding.DecodeString(shot.Data)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(file, image, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// complaints gives what the page wrote to the console, refused or threw, and
// what it asked the network for beside itself.
func (b *browser) complaints() []string {
	b.call("Runtime.evaluate", map[string]any{"expression": "0"}) // events ahead of it have come
	var list []string
	for _, m := range b.events {
		switch m.Method {
		case "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening":
			list = append(list, fmt.Sprintf("%s %s", m.Method, m.Params))
		case "Network.requestWillBeSent":
			request := decode[struct {
				Type    string
				Request struct{ URL string }
			}](b.t, m.Params)
			if request.Type != "Document" {
				list = append(list, "asked for "+request.Request.URL)
			}
		}
	}
	return list
}

func decode[T any](t *testing.T, text json.RawMessage) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return value
}
