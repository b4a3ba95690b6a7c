import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { Log } from '../parts.ts'
import type { Figures } from './metrics-figures.ts'
import { daysLeft } from './tls-expiry.ts'

export type Metrics = {
  readonly contentType: string
  /** The exposition of this moment; the database is asked at most every five seconds. */
  text(): Promise<string>
  pushFailed(channel: string): void
}

export type MetricsParts = {
  readonly version: string
  readonly figures: () => Promise<Figures>
  /** When each certificate ends, by name. */
  readonly certificates: () => Readonly<Record<string, Date>>
  readonly log: Log
}

const keptFor = 5_000

/** Figures for Prometheus: the process's own (event loop, memory, collector) and the installation's. */
export function createMetrics({ version, figures, certificates, log }: MetricsParts): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const gauge = (name: string, help: string) => new Gauge({ name: `latchkey_${name}`, help, registers })
  const gaugeBy = (label: string, name: string, help: string) =>
    new Gauge({ name: `latchkey_${name}`, help, labelNames: [label], registers })

  gaugeBy('version', 'build_info', 'The version that runs, as a label.').set({ version }, 1)
  const databaseUp = gauge('database_up', '1 when the figures below could be read.')
  const openRequests = gaugeBy('state', 'requests_open', 'Requests that have not ended, by state.')
  const oldestUnsent = gauge('request_oldest_unsent_seconds', 'Age of the oldest request that waits for its device.')
  const enrolments = gaugeBy('state', 'enrolments', 'Enrolments that have not ended, by state.')
  const silent = gauge('devices_silent', 'Enrolled devices that have not called for seven days.')
  const pushDead = gauge('push_addresses_dead', 'Enrolled devices whose push address is dead.')
  const tokensMissing = gauge('unlock_tokens_missing', 'Enrolled Apple devices without an unlock token in escrow.')
  const notices = gauge('notices_waiting', 'Notices to people that have not been sent.')
  const refused = gaugeBy('reason', 'step_ups_refused_day', 'Refused sign-ins for an act, of the last 24 hours.')
  const days = gaugeBy('certificate', 'certificate_days_left', 'Days until a certificate ends.')
  const pushFailures = new Counter({
    name: 'latchkey_push_failures_total',
    help: 'Pushes that the push service did not take.',
    labelNames: ['channel'],
    registers,
  })

  let last: { readonly at: number; readonly done: Promise<void> } | null = null
  const refresh = async () => {
    for (const [certificate, ends] of Object.entries(certificates()))
      days.set({ certificate }, Math.round(daysLeft(ends, new Date()) * 100) / 100)
    try {
      const now = await figures()
      setAll(openRequests, 'state', now.openRequests)
      setAll(enrolments, 'state', now.enrolments)
      setAll(refused, 'reason', now.refusedStepUps)
      oldestUnsent.set(now.oldestUnsent)
      silent.set(now.silent)
      pushDead.set(now.pushDead)
      tokensMissing.set(now.tokensMissing)
      notices.set(now.noticesWaiting)
      databaseUp.set(1)
    } catch (error) {
      databaseUp.set(0)
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the figures could not be read')
    }
  }
  return {
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
    async text() {
      if (last === null || performance.now() - last.at >= keptFor) last = { at: performance.now(), done: refresh() }
      await last.done
      return register.metrics()
    },
    pushFailed: (channel) => pushFailures.inc({ channel }),
  }
}

function setAll(gauge: Gauge, label: string, values: Readonly<Record<string, number>>): void {
  gauge.reset()
  for (const [value, count] of Object.entries(values)) gauge.set({ [label]: value }, count)
}
