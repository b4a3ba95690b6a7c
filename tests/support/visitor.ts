import type { BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

/** A refused request is the page's to tell, and the browser's to write down: no complaint. */
const refusedRequest = /^Failed to load resource: the server responded with a status of 4\d\d/

/**
 * Writes down what no page may do: errors and warnings of security policies in the console, exceptions, answers of 5xx,
 * missing style sheets, scripts and pictures. After the test: fails on any; prints what the pages showed when it failed,
 * and what the server has `logged`.
 */
export function watch(context: BrowserContext, logged: readonly string[]): void {
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() !== 'error' || refusedRequest.test(message.text())) return
    complaints.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().message}`))
  context.on('response', (response) => {
    const asset = ['stylesheet', 'script', 'image', 'font'].includes(response.request().resourceType())
    if (response.status() >= 500 || (asset && response.status() >= 400)) {
      complaints.push(`${response.status()} ${response.url()}`)
    }
  })
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await tell(context, [...complaints, ...logged.slice(-5)])
    await context.close()
    expect(complaints).toEqual([])
  })
}

async function tell(context: BrowserContext, lines: readonly string[]): Promise<void> {
  for (const page of context.pages()) console.error(`\n${page.url()}\n${await seenOn(page)}\n`)
  if (lines.length > 0) console.error(lines.join('\n'))
}

async function seenOn(page: Page): Promise<string> {
  try {
    return await page.locator('body').ariaSnapshot({ timeout: 2_000 })
  } catch {
    return '(the page does not answer)'
  }
}
