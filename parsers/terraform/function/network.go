package function

import (
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/gocty"
)

// maxNewBits is how many bits cidrsubnets adds to a prefix at most.
const maxNewBits = 32

var cidrHost = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	network, err := parsePrefix(args[0])
	if err != nil {
		return cty.NilVal, err
	}
	number, err := integer(args[1], 1)
	if err != nil {
		return cty.NilVal, err
	}
	size := network.size()
	offset := new(big.Int).Set(number)
	if number.Sign() < 0 {
		offset.Add(offset, size)
	}
	if offset.Sign() < 0 || offset.Cmp(size) >= 0 {
		return cty.NilVal, fmt.Errorf("prefix of %d does not accommodate a host numbered %s", network.length, number)
	}
	return cty.StringVal(network.address(offset.Add(offset, network.first)).String()), nil
}, param("prefix", cty.String), param("hostnum", cty.Number))

var cidrNetmask = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	network, err := parsePrefix(args[0])
	if err != nil {
		return cty.NilVal, err
	}
	if network.bits != 32 {
		return cty.NilVal, function.NewArgErrorf(0, "IPv6 addresses cannot have a netmask: %s", args[0].AsString())
	}
	all := new(big.Int).Lsh(big.NewInt(1), 32)
	return cty.StringVal(network.address(all.Sub(all, network.size())).String()), nil
}, param("prefix", cty.String))

var cidrSubnet = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	network, err := parsePrefix(args[0])
	if err != nil {
		return cty.NilVal, err
	}
	var more int
	if err := gocty.FromCtyValue(args[1], &more); err != nil {
		return cty.NilVal, function.NewArgError(1, err)
	}
	number, err := integer(args[2], 2)
	if err != nil {
		return cty.NilVal, err
	}
	length := network.length + more
	switch {
	case more < 0 || number.Sign() < 0:
		return unsupported(cty.String, "cidrsubnet"), nil // Terraform leaves the network
	case length > network.bits:
		return cty.NilVal, fmt.Errorf("insufficient address space to extend prefix of %d by %d", network.length, more)
	case number.Cmp(new(big.Int).Lsh(big.NewInt(1), uint(more))) >= 0:
		return cty.NilVal, fmt.Errorf("prefix extension of %d does not accommodate a subnet numbered %s", more, number)
	}
	subnet := network.sub(length, new(big.Int).Lsh(number, uint(network.bits-length)))
	return cty.StringVal(subnet.String()), nil
}, param("prefix", cty.String), param("newbits", cty.Number), param("netnum", cty.Number))

var cidrSubnets = defineVariadic(cty.List(cty.String), func(args []cty.Value) (cty.Value, error) {
	network, err := parsePrefix(args[0])
	if err != nil {
		return cty.NilVal, err
	}
	if len(args) == 1 {
		return cty.ListValEmpty(cty.String), nil
	}
	var subnets []cty.Value
	next := new(big.Int) // where in the network the next subnet may start
	for i, arg := range args[1:] {
		var more int
		if err := gocty.FromCtyValue(arg, &more); err != nil {
			return cty.NilVal, function.NewArgError(i+1, err)
		}
		length := network.length + more
		switch {
		case more < 1:
			return cty.NilVal, function.NewArgErrorf(i+1, "must extend prefix by at least one bit")
		case more > maxNewBits:
			return cty.NilVal, function.NewArgErrorf(i+1, "may not extend prefix by more than %d bits", maxNewBits)
		case length > network.bits:
			return cty.NilVal, function.NewArgErrorf(i+1, "would extend prefix to %d bits, which is too long for its %d", length, network.bits)
		}
		size := new(big.Int).Lsh(big.NewInt(1), uint(network.bits-length))
		next.Add(next, size).Sub(next, big.NewInt(1)).Div(next, size).Mul(next, size)
		if new(big.Int).Add(next, size).Cmp(network.size()) > 0 {
			return cty.NilVal, function.NewArgErrorf(i+1, "not enough remaining address space for a subnet with a prefix of %d bits", length)
		}
		subnets = append(subnets, cty.StringVal(network.sub(length, next).String()))
		next.Add(next, size)
	}
	return cty.ListVal(subnets), nil
}, param("newbits", cty.Number), param("prefix", cty.String))

// prefix is a network address in numbers.
type prefix struct {
	first  *big.Int
	length int // of the prefix, in bits
	bits   int // of an address: 32 or 128
}

// parsePrefix reads "10.0.0.0/8". Terraform, unlike Go, takes leading zeros in
// the parts of an IPv4 address, and reads them as decimal.
func parsePrefix(arg cty.Value) (prefix, error) {
	text := arg.AsString()
	invalid := function.NewArgErrorf(0, "invalid CIDR expression: %q is no CIDR address", text)
	address, length, ok := strings.Cut(text, "/")
	if !ok {
		return prefix{}, invalid
	}
	if !strings.Contains(address, ":") {
		parts := strings.Split(address, ".")
		for i, part := range parts {
			if trimmed := strings.TrimLeft(part, "0"); part != "" {
				parts[i] = part[len(part)-max(1, len(trimmed)):]
			}
		}
		address = strings.Join(parts, ".")
	}
	addr, err := netip.ParseAddr(address)
	if err != nil || addr.Zone() != "" {
		return prefix{}, invalid
	}
	if addr.Is4In6() {
		return prefix{}, errors.New("IPv4-mapped IPv6 addresses are not supported")
	}
	n, err := strconv.Atoi(length)
	if err != nil || n < 0 || n > addr.BitLen() || strings.ContainsAny(length, "+-") {
		return prefix{}, invalid
	}
	masked, err := addr.Prefix(n)
	if err != nil {
		return prefix{}, invalid
	}
	return prefix{first: new(big.Int).SetBytes(masked.Addr().AsSlice()), length: n, bits: addr.BitLen()}, nil
}

// size gives the number of addresses.
func (p prefix) size() *big.Int { return new(big.Int).Lsh(big.NewInt(1), uint(p.bits-p.length)) }

// sub gives the longer prefix that starts at an offset.
func (p prefix) sub(length int, offset *big.Int) prefix {
	return prefix{first: new(big.Int).Add(p.first, offset), length: length, bits: p.bits}
}

// address writes a number as an address of the network's family.
func (p prefix) address(number *big.Int) netip.Addr {
	addr, _ := netip.AddrFromSlice(number.FillBytes(make([]byte, p.bits/8)))
	return addr
}

// String gives the prefix as it is written.
func (p prefix) String() string { return p.address(p.first).String() + "/" + strconv.Itoa(p.length) }

// integer gives a whole number of any size.
func integer(v cty.Value, arg int) (*big.Int, error) {
	n, accuracy := v.AsBigFloat().Int(nil)
	if accuracy != big.Exact {
		return nil, function.NewArgErrorf(arg, "a whole number is required")
	}
	return n, nil
}
