import type { Locator, Page } from 'playwright-core'

/* What is asked of the document itself, without its types: those of browsers and of Node don't go together. */

/** Is the focus here? */
export function hasFocus(place: Locator): Promise<boolean> {
  return place.evaluate((element) => {
    const { document } = globalThis as unknown as { readonly document: { readonly activeElement: unknown } }
    return element === document.activeElement
  })
}

/** For `evaluateAll`: those that stand outside of every dialog. */
export function outsideOfDialogs(
  elements: readonly { readonly outerHTML: string; closest(selector: string): unknown }[],
): readonly string[] {
  return elements.filter((element) => element.closest('dialog') === null).map(({ outerHTML }) => outerHTML)
}

/** Does whoever looks see where the focus is: a ring on the element, or on the label that draws it? */
export function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(`(() => {
    const focused = document.activeElement
    if (focused === null || !focused.matches(':focus-visible')) return false
    const ring = (element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    }
    return [focused, focused.closest('label')].some((element) => element !== null && ring(element))
  })()`)
}

/** What reaches beyond the window's side, where the page can be scrolled sideways; empty when it can't. */
export function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const beyond = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth)
    return [scrollWidth + ' px', ...beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 100))]
  })()`)
}

/** What the page's own script would get from the server. */
export function ask(
  page: Page,
  method: 'GET' | 'POST',
  path: string,
  body: object = {},
): Promise<{ readonly status: number; readonly type: string | null; readonly body: string }> {
  return page.evaluate(
    `(async () => {
      const init = ${JSON.stringify(
        method === 'GET'
          ? { method }
          : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      )}
      const response = await fetch(${JSON.stringify(path)}, init)
      return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
    })()`,
  )
}
