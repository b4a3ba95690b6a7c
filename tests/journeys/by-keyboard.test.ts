import { describe, expect, test } from 'vitest'
import { focusIsSeen, hasFocus, outsideOfDialogs } from '../support/in-page.ts'
import { expectFocus, tabAndPress, tabTo } from '../support/keyboard.ts'
import { expectOpenedOnce } from '../support/phone-truth.ts'
import { onStage } from '../support/stage.ts'
import { english as words } from '../support/words.ts'
import { databaseKinds, password } from '../support/world.ts'

describe.each(databaseKinds)('by keyboard alone (%s)', (database) => {
  const stage = onStage({ database })

  test('from the start page to an open iPhone and signed out; the focus is seen, and where one expects it', async () => {
    const { email, phone } = await stage.holder()
    const page = await stage.visit()
    const heading = page.getByRole('heading', { level: 1 })
    await page.goto(stage.world.origin)
    await heading.filter({ hasText: words.signIn }).waitFor()
    await page.keyboard.press('Tab')
    expect(await hasFocus(page.getByRole('link', { name: 'Skip to the content' }))).toBe(true)
    await tabTo(page.getByRole('radio', { name: /^Borrowed or shared/ }))
    await tabAndPress(page.getByRole('button', { name: words.signIn }))

    await expectFocus(page.getByLabel(words.email))
    await page.keyboard.type(email)
    await tabTo(page.getByLabel(words.password))
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')

    await tabAndPress(page.getByRole('link', { name: /Camille’s iPhone/ }))
    await expectFocus(heading.filter({ hasText: 'Camille’s iPhone' }))
    const command = page.getByRole('navigation', { name: words.commands }).getByRole('button', { name: /^Reset/ })
    await page.keyboard.press('Shift+Tab')
    for (const key of ['Escape', 'Enter']) {
      await tabAndPress(command, 'Space')
      const first = page.getByRole('dialog', { name: words.firstDialog })
      await expectFocus(first.locator(':focus'))
      if (key === 'Enter') break
      await page.keyboard.press(key)
      await first.waitFor({ state: 'detached' })
      await expectFocus(command)
    }
    await tabAndPress(page.getByRole('button', { name: words.signOutAndContinue }))

    await expectFocus(page.getByLabel(words.password))
    expect(await focusIsSeen(page)).toBe(true)
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')

    const dialog = page.getByRole('dialog', { name: words.confirmDialog })
    await expectFocus(dialog.locator(':focus'))
    await tabAndPress(dialog.getByRole('button', { name: words.resetPasscode }))
    await dialog.getByText(words.tickFirst).waitFor()
    const tick = dialog.getByRole('checkbox', { name: words.tick })
    expect(await hasFocus(tick)).toBe(true)
    await page.keyboard.press('Space')
    // Round the dialog and no further: the page behind it is out of reach.
    for (let stop = 0; stop < 10; stop += 1) {
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').evaluateAll(outsideOfDialogs)).toEqual([])
    }
    await tabAndPress(dialog.getByRole('button', { name: words.resetPasscode }))

    await heading.filter({ hasText: words.done }).waitFor()
    expectOpenedOnce(phone)
    await tabAndPress(page.getByRole('button', { name: 'Notifications, 1 new' }))
    await tabTo(page.getByRole('link', { name: 'Passcode removed' }))
    await page.keyboard.press('Escape')
    await tabAndPress(page.getByRole('button', { name: 'Finished? Sign out of this device' }))
    await heading.filter({ hasText: 'You’re signed out' }).waitFor()
  })
})
