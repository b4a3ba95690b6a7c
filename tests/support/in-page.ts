import type { Locator, Page } from 'playwright-core'

/* What is asked of the document itself. As text: the types of browsers and of Node don't go together in one program. */

/** Is the focus here? */
export function hasFocus(place: Locator): Promise<boolean> {
  return place.evaluate('(element) => element === document.activeElement')
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

/** Pixels by which the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
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
