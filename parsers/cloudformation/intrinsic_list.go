package cloudformation

import (
	"math/big"
	"net/netip"
	"strconv"

	"github.com/gatelint/gatelint/internal/value"
)

// selectItem gives an item of a list.
func (r *resolver) selectItem(c call) value.Value {
	if len(c.args) != 2 {
		return c.invalid(r.resolve(c.arg))
	}
	index, list := r.resolve(c.args[0]), r.resolve(c.args[1])
	text, ok := index.Text()
	if !ok {
		return because(c.at, index, list)
	}
	if !list.IsKnown() {
		return because(c.at, list)
	}
	i, err := strconv.Atoi(text)
	if err != nil || i < 0 || list.Kind() != value.List {
		return c.invalid(list)
	}
	switch {
	case list.Open():
		return resting(value.NotKnown(value.Condition, "", c.at), []value.Value{list})
	case i >= len(list.Items()):
		return c.invalid(list)
	}
	item := list.Items()[i]
	if item.IsKnown() {
		item = derived(item, []value.Value{index})
	}
	item.At = c.at
	return item
}

// length gives the number of items of a list.
func (r *resolver) length(c call) value.Value {
	list := r.resolve(c.arg)
	if !list.IsKnown() || list.Open() {
		return because(c.at, list)
	}
	if list.Kind() != value.List {
		return c.invalid(list)
	}
	return derived(value.OfNumber(strconv.Itoa(len(list.Items())), c.at), []value.Value{list})
}

// zones gives the availability zones of a region, which depend on the account.
func (r *resolver) zones(c call) value.Value {
	region := r.resolve(c.arg)
	return resting(value.NotKnown(value.Computed, "availability zones", c.at), []value.Value{region})
}

// cidr gives the first blocks of a size inside a larger one.
func (r *resolver) cidr(c call) value.Value {
	if len(c.args) != 2 && len(c.args) != 3 {
		return c.invalid(r.resolve(c.arg))
	}
	given := make([]value.Value, len(c.args))
	texts := [3]string{2: "8"} // the bits of a host have a default
	for i, arg := range c.args {
		given[i] = r.resolve(arg)
		text, ok := given[i].Text()
		if !ok {
			return because(c.at, given...)
		}
		texts[i] = text
	}
	block, err := netip.ParsePrefix(texts[0])
	blocks, countErr := strconv.Atoi(texts[1])
	bits, bitsErr := strconv.Atoi(texts[2])
	if err != nil || countErr != nil || bitsErr != nil {
		return c.invalid(given...)
	}
	size := block.Addr().BitLen() - bits
	if blocks < 1 || blocks > 256 || bits < 1 || size < block.Bits() || size-block.Bits() < 16 && blocks > 1<<(size-block.Bits()) {
		return c.invalid(given...)
	}
	items := make([]value.Value, blocks)
	for i := range items {
		text := netip.PrefixFrom(nth(block.Masked().Addr(), i, bits), size).String()
		items[i] = derived(value.OfText(text, c.at), given)
	}
	return derived(value.OfList(items, false, c.at), given)
}

// nth gives the address that lies n blocks of a size behind another.
func nth(from netip.Addr, n, bits int) netip.Addr {
	raw := from.AsSlice()
	sum := new(big.Int).SetBytes(raw)
	sum.Add(sum, new(big.Int).Lsh(big.NewInt(int64(n)), uint(bits)))
	addr, _ := netip.AddrFromSlice(sum.FillBytes(raw))
	return addr
}
