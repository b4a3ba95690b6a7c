import type { CredentialChange, Language, Outcome } from '@latchkey/domain'

type NoticeTexts = {
  readonly subject: string
  readonly greeting: (name: string) => string
  readonly asked: string
  readonly settled: Readonly<Record<Outcome['result'], string>>
  readonly about: (device: string, reference: string) => string
  readonly signInRefused: string
  readonly credentials: Readonly<Record<CredentialChange, string>>
  readonly when: (at: Date) => string
  readonly look: (address: string) => string
  readonly notYou: (address: string) => string
  readonly never: string
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr' }
const moment = (language: Language, at: Date) =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(at)

/** What notices say. Subjects name neither device nor act: mail shows on lock screens. */
export const noticeTexts: Readonly<Record<Language, NoticeTexts>> = {
  en: {
    subject: 'Your device: a change was asked for',
    greeting: (name) => `Hello ${name},`,
    asked:
      'Someone signed in with your account asked to reset the passcode of your device. It will be sent as soon as the device can be reached.',
    settled: {
      removed: 'The passcode of your device was removed. It is open until you set a new one: do it now, in Settings.',
      'temporary-passcode':
        'Your device has a temporary passcode. You see it on the device’s page, after signing in again.',
      acknowledged: 'Your device did what was asked.',
      failed: 'The passcode of your device was not reset. It is the same as before.',
      'not-supported': 'Your device can’t do this. Its passcode is the same as before.',
      cancelled: 'The reset was cancelled. Nothing was changed on your device.',
      expired: 'The device could not be reached in time, so we stopped. Nothing was changed on it.',
      unknown:
        'The device took the command and has not answered since. Look at it: is it open? Then set a passcode now.',
    },
    about: (device, reference) => `Device: ${device}\nReference: ${reference}`,
    credentials: {
      'credentials-set': 'Your account has a password and an authenticator now.',
      'credentials-replaced':
        'Your account has another password and authenticator. Everywhere you were signed in, you are signed out.',
      'recovery-code-used': 'A recovery code was used to sign in with your account. It works no more.',
    },
    signInRefused:
      'Someone tried to confirm an act on your device with another account. It was refused, and nothing was sent.',
    when: (at) => `${moment('en', at)} (UTC)`,
    look: (address) => `See everything that was done: ${address}`,
    notYou: (address) => `Wasn’t it you? Contact support at once: ${address}`,
    never: 'We will never ask for your password or passcode.',
  },
  fr: {
    subject: 'Votre appareil : une modification a été demandée',
    greeting: (name) => `Bonjour ${name},`,
    asked:
      'Une personne connectée à votre compte a demandé de réinitialiser le code secret de votre appareil. La demande partira dès que l’appareil sera joignable.',
    settled: {
      removed:
        'Le code secret de votre appareil a été supprimé. Il reste ouvert jusqu’à ce que vous en choisissiez un nouveau : faites-le maintenant, dans Réglages.',
      'temporary-passcode':
        'Votre appareil a un code secret temporaire. Vous le verrez sur la page de l’appareil, après vous être reconnecté.',
      acknowledged: 'Votre appareil a fait ce qui était demandé.',
      failed: 'Le code secret de votre appareil n’a pas été réinitialisé. C’est toujours le même.',
      'not-supported': 'Votre appareil ne permet pas cette action. Son code secret est toujours le même.',
      cancelled: 'La réinitialisation a été annulée. Rien n’a changé sur votre appareil.',
      expired: 'L’appareil n’a pas pu être joint à temps, nous avons arrêté. Rien n’a changé.',
      unknown:
        'L’appareil a reçu la commande et n’a plus répondu. Regardez-le : est-il ouvert ? Alors choisissez un code maintenant.',
    },
    about: (device, reference) => `Appareil : ${device}\nRéférence : ${reference}`,
    credentials: {
      'credentials-set': 'Votre compte a maintenant un mot de passe et une application d’authentification.',
      'credentials-replaced':
        'Votre compte a un autre mot de passe et une autre application d’authentification. Partout où vous étiez connecté, vous êtes déconnecté.',
      'recovery-code-used': 'Un code de secours a servi à se connecter à votre compte. Il ne fonctionne plus.',
    },
    signInRefused:
      'Quelqu’un a essayé de confirmer une action sur votre appareil avec un autre compte. C’est refusé, et rien n’a été envoyé.',
    when: (at) => `${moment('fr', at)} (UTC)`,
    look: (address) => `Voir tout ce qui a été fait : ${address}`,
    notYou: (address) => `Ce n’était pas vous ? Contactez le support tout de suite : ${address}`,
    never: 'Nous ne vous demanderons jamais votre mot de passe ni votre code secret.',
  },
}
