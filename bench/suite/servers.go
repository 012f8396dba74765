package suite

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// nginxConfig is one worker that sends files, with what Debian's own configuration has for that: sendfile and
// tcp_nopush. It logs no requests and keeps connections for as many as come, as all of the servers do here.
const nginxConfig = `daemon off; worker_processes 1; pid %[1]s/nginx.pid; error_log stderr; %[3]s
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type "text/html; charset=utf-8";
  client_body_temp_path %[1]s/nginx-body; proxy_temp_path %[1]s/nginx-proxy; fastcgi_temp_path %[1]s/nginx-fastcgi;
  uwsgi_temp_path %[1]s/nginx-uwsgi; scgi_temp_path %[1]s/nginx-scgi;
  server {
    listen %[2]s; root %[1]s;
    location ~ \.br$ { add_header Content-Encoding br; }
  }
}
`

func (s *Suite) startNginx(ctx context.Context, files string) (*server, error) {
	nginx, err := lookFor("nginx")
	if err != nil {
		return nil, err
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	user := ""
	if os.Getuid() == 0 {
		user = "user root;" // Else its worker may not read the files, which are ours.
	}
	config := filepath.Join(files, "nginx.conf")
	if err := writeFile(config, fmt.Sprintf(nginxConfig, files, addr, user)); err != nil {
		return nil, err
	}
	return startServer(ctx, nginxEdge, addr, nginx, "-p", files, "-c", config)
}

// varnishConfig keeps everything for an hour; its backend is a bare fasthttp, which it asks once.
const varnishConfig = `vcl 4.0;
backend default { .host = "127.0.0.1"; .port = "%s"; }
sub vcl_recv { unset req.http.Cookie; return (hash); }
sub vcl_backend_response { set beresp.ttl = 1h; set beresp.do_stream = false; }
`

func (s *Suite) startVarnish(ctx context.Context, files string) (*server, error) {
	varnish, err := lookFor("varnishd")
	if err != nil {
		return nil, err
	}
	// It fetches the four copies when its answers are compared with the files, and its backend rests from then on.
	backend, err := s.startBare(ctx, files)
	if err != nil {
		return nil, err
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	config := filepath.Join(files, "varnish.vcl")
	_, port, _ := net.SplitHostPort(backend.addr)
	if err := writeFile(config, fmt.Sprintf(varnishConfig, port)); err != nil {
		return nil, err
	}
	srv, err := startServer(ctx, varnishEdge, addr, varnish, "-F", "-j", "none", "-a", addr, "-f", config, "-n", filepath.Join(files, "varnish"),
		"-s", "malloc,64m", "-p", "http_gzip_support=off", "-T", "none")
	if err != nil {
		backend.stop()
		return nil, err
	}
	srv.behind = backend
	return srv, nil
}

// startBare runs what fasthttp can do alone.
func (s *Suite) startBare(ctx context.Context, files string) (*server, error) {
	if s.tools.Peers == "" {
		return nil, missingError{"the peers in Go are not built"}
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	return startServer(ctx, "fasthttp, page in memory", addr, s.tools.Peers, "-serve", addr, "-dir", files)
}

const caddyConfig = `{
	admin off
	auto_https off
}
http://%s {
	root * %s
	@br path *.br
	header @br Content-Encoding br
	file_server
}
`

func (s *Suite) startCaddy(ctx context.Context, files string) (*server, error) {
	caddy, err := lookFor("caddy")
	if err != nil {
		return nil, err
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	config := filepath.Join(files, "Caddyfile")
	if err := writeFile(config, fmt.Sprintf(caddyConfig, addr, files)); err != nil {
		return nil, err
	}
	// It keeps things in the user's folders unless it is told of others.
	return startServer(ctx, "Caddy, file", addr, "env", "XDG_CONFIG_HOME="+files, "XDG_DATA_HOME="+files, caddy, "run", "--config", config, "--adapter", "caddyfile")
}
