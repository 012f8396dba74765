package api

import (
	"bytes"
	"net/netip"

	"github.com/valyala/fasthttp"
)

// ipv6Network is the part of an IPv6 address that a provider gives to one customer.
const ipv6Network = 64

// visitor says whose request it is, for those who have no key yet.
func (a *API) visitor(ctx *fasthttp.RequestCtx) string {
	addr, _ := netip.AddrFromSlice(ctx.RemoteIP())
	if a.cfg.TrustProxy {
		addr = forwarded(ctx.Request.Header.PeekAll(fasthttp.HeaderXForwardedFor), addr)
	}
	addr = addr.Unmap().WithZone("")
	if !addr.Is6() {
		return addr.String()
	}
	network, _ := addr.Prefix(ipv6Network) // It fails only beyond 128.
	return network.String()
}

// forwarded is the last address in X-Forwarded-For: the one that our proxy saw. Those before it are whatever the
// visitor sent.
func forwarded(lines [][]byte, other netip.Addr) netip.Addr {
	if len(lines) == 0 {
		return other
	}
	line := lines[len(lines)-1]
	last := bytes.TrimSpace(line[bytes.LastIndexByte(line, ',')+1:])
	addr, err := netip.ParseAddr(string(last))
	if err != nil {
		return other
	}
	return addr
}
