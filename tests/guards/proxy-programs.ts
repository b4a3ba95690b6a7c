import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * Runs the fragments of deploy/proxies as they stand: only names of files, ports and the secret are put in.
 */

export type ProxyScene = {
  /** Where Latchkey listens. */
  readonly upstream: number
  readonly peoplePort: number
  readonly devicePort: number
  readonly certificate: string
  readonly key: string
  readonly secret: string
}

export type ProxyName = 'nginx' | 'haproxy' | 'caddy'
const fragments = { nginx: 'nginx.conf', haproxy: 'haproxy.cfg', caddy: 'Caddyfile' } as const

/** Starts one; resolves with a way to stop it and with what it has said. */
export function startProxy(name: ProxyName, scene: ProxyScene) {
  const folder = mkdtempSync(join(tmpdir(), `latchkey-${name}-`))
  const file = (called: string, text: string) => {
    const path = join(folder, called)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  const pair = file('portal.pem', readFileSync(scene.certificate, 'utf8') + readFileSync(scene.key, 'utf8'))
  const put: Readonly<Record<string, string>> = {
    '/etc/latchkey/tls/portal.pem': pair,
    '/etc/latchkey/tls/portal.key': scene.key,
    '/etc/latchkey/nginx-secret.conf': file(
      'nginx-secret.conf',
      `proxy_set_header Latchkey-Proxy-Secret "${scene.secret}";\n`,
    ),
    '127.0.0.1:8080': `127.0.0.1:${scene.upstream}`,
    'listen 443 ssl': `listen 127.0.0.1:${scene.peoplePort} ssl`,
    'bind :443 ': `bind 127.0.0.1:${scene.peoplePort} `,
    'bind :8443 ': `bind 127.0.0.1:${scene.devicePort} `,
    'portal.example.org {': `portal.example.org:${scene.peoplePort} {`,
    'mdm.example.org {': `mdm.example.org:${scene.devicePort} {`,
  }
  const path = fileURLToPath(new URL(`../../deploy/proxies/${fragments[name]}`, import.meta.url))
  const fragment = Object.entries(put).reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    readFileSync(path, 'utf8'),
  )
  const command = commandOf(name, folder, file, fragment)
  const child = spawn(name, command, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: `${process.env['PATH']}:/usr/sbin:/sbin`,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
      LATCHKEY_PROXY_SECRET: scene.secret,
    },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  const endWithUs = () => void child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      said += error.message
      resolve()
    })
  })
  return {
    said: () => said,
    async stop() {
      child.kill('SIGTERM')
      await ended
      process.off('exit', endWithUs)
      rmSync(folder, { recursive: true })
    },
  }
}

/** What stands around the fragment in the program's own configuration, kept to this folder. */
function commandOf(
  name: ProxyName,
  folder: string,
  file: (called: string, text: string) => string,
  fragment: string,
): readonly string[] {
  if (name === 'haproxy') return ['-db', '-f', file('haproxy.cfg', fragment)]
  if (name === 'caddy') {
    const path = file('Caddyfile', `{\n\tadmin off\n\tauto_https off\n}\n${fragment}`)
    return ['run', '--config', path, '--adapter', 'caddyfile']
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (what) => `${what}_temp_path ${folder}/${what};`,
  )
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const main = `${user} daemon off; pid ${folder}/pid; error_log stderr;\nevents {}\nhttp {\naccess_log off;\n`
  return ['-e', 'stderr', '-p', folder, '-c', file('nginx.conf', `${main}${temporary.join('\n')}\n${fragment}}\n`)]
}
