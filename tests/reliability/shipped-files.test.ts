import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { createMetrics } from '../../apps/server/src/http/metrics.ts'

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

type Rule = {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string }
}

async function rules(): Promise<readonly Rule[]> {
  const file = parse(await read('deploy/prometheus-rules.yaml')) as { groups: { rules: Rule[] }[] }
  return file.groups.flatMap((group) => group.rules)
}

/** Name → labels, as the exposition declares them. */
async function servedMetrics(): Promise<ReadonlySet<string>> {
  const figures = {
    openRequests: { queued: 1 },
    oldestUnsent: 0,
    enrolments: { enrolled: 1 },
    silent: 0,
    pushDead: 0,
    tokensMissing: 0,
    noticesWaiting: 0,
    refusedStepUps: { 'too-late': 1 },
  }
  const certificates = () => ({ tls: new Date() })
  const metrics = createMetrics({ version: '0', figures: async () => figures, certificates, log: silent })
  const names = [...(await metrics.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '')
  return new Set(names)
}

const metricName = /\b(?:latchkey|nodejs|process)_\w+/g

test('each rule asks for metrics that are served, and is whole', async () => {
  const served = await servedMetrics()
  const all = await rules()
  expect(all.length).toBeGreaterThan(8)
  expect(new Set(all.map(({ alert }) => alert)).size).toBe(all.length)
  for (const { alert, expr, labels, annotations, for: lasting = '0s' } of all) {
    for (const [name] of expr.matchAll(metricName)) expect(served, `${alert}: ${name}`).toContain(name)
    expect(expr.split('(').length, alert).toBe(expr.split(')').length)
    expect(expr, alert).toMatch(/ (?:==|<|>) /)
    expect(lasting).toMatch(/^\d+[smh]$/)
    expect(['page', 'warn']).toContain(labels.severity)
    expect(annotations.summary).toMatch(/\.$/)
  }
})

test('every metric of ours is told of in the documentation, and no other', async () => {
  const served = [...(await servedMetrics())].filter((name) => name.startsWith('latchkey_'))
  const told = [...(await read('docs/operations/running.md')).matchAll(/^\| `(latchkey_\w+)/gm)].map(([, name]) => name)
  expect(new Set(told)).toEqual(new Set(served))
})

test('every variable in the shipped files is in the table', async () => {
  const table = await read('docs/operations/README.md')
  const files = [
    'compose.yaml',
    'latchkey.service',
    'Dockerfile',
    'proxies/nginx.conf',
    'proxies/haproxy.cfg',
    'proxies/Caddyfile',
  ]
  for (const file of files) {
    const text = await read(`deploy/${file}`)
    // The proxies' own environment names the secret without a file.
    const names = [...text.matchAll(/LATCHKEY_[A-Z_]+/g)]
      .map(([name]) => name)
      .filter((name) => name !== 'LATCHKEY_PROXY_SECRET')
    expect(names.length, file).toBeGreaterThan(0)
    for (const name of new Set(names)) expect(table, `${file}: ${name}`).toContain(`\`${name}\``)
  }
})

test('containers get their secrets as files', async () => {
  const { services, secrets } = parse(await read('deploy/compose.yaml')) as {
    services: Record<string, { environment: Record<string, string>; secrets: string[] }>
    secrets: Record<string, { file: string }>
  }
  for (const [name, service] of Object.entries(services)) {
    const named = Object.entries(service.environment).filter(([, value]) => value.startsWith('/run/secrets/'))
    expect(named.length, name).toBe(service.secrets.length)
    for (const [variable, path] of named) {
      expect(variable).toMatch(/_FILE$/)
      expect(service.secrets).toContain(path.replace('/run/secrets/', ''))
    }
    for (const secret of service.secrets) expect(secrets[secret]?.file).toBe(`secrets/${secret}`)
  }
})

test('secrets that lie beside the shipped files get neither into an image nor into the repository', async () => {
  expect((await read('deploy/Dockerfile.dockerignore')).split('\n')).toContain('deploy/secrets')
  expect((await read('deploy/.gitignore')).split('\n')).toContain('secrets/')
})
