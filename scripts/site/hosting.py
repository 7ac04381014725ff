"""What a web server should send along with the site, in the files that common hosts read.

`_headers` is read by Netlify and Cloudflare Pages, `.htaccess` by Apache; for others the README has the same lines.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

# The site needs nothing from elsewhere and has no script or style in its pages, so it can forbid both.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def write_host_files(site: Path, site_url: str) -> None:
    """Write both files into the folder `site`, unless the publication brought its own.

    `site_url` is the address that the site will have, '' if unknown.
    """
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    _write(site / "_headers", f"/*\n{lines}")
    base = urlsplit(site_url).path.rstrip("/")
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    _write(
        site / ".htaccess",
        f"<IfModule mod_headers.c>\n{lines}</IfModule>\nAddType font/woff2 .woff2\nErrorDocument 404 {base}/404.html\n",
    )


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8", newline="\n")
