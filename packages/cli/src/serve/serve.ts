import { createServer, type Server } from 'node:http'
import sirv from 'sirv'

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** Serves the built page. Static files only: the engine runs in the page, so no figure of a firm comes here. */
export function servePage(folder: string, port: number, host: string): Promise<{ readonly server: Server; readonly address: string }> {
  const assets = sirv(folder, { etag: true })
  // A path such as /measures/12.1 looks like a file by its dot; every page is index.html.
  const pages = sirv(folder, { single: true, etag: true, ignores: false })
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    const handle = request.url?.startsWith('/assets/') ? assets : pages
    handle(request, response, () => {
      response.statusCode = 404
      response.end('404')
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const bound = server.address()
      const actual = typeof bound === 'object' && bound !== null ? bound.port : port
      resolve({ server, address: `http://${host === '0.0.0.0' ? 'localhost' : host}:${actual}/` })
    })
  })
}
