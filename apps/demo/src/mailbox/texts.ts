import type { Language } from '../pages/language.ts'

const en = {
  title: 'Mailbox',
  lead: 'Letters that Latchkey sent in this demonstration. None of them leaves this computer.',
  portal: 'Open the portal',
  wall: 'Device wall',
  otherLanguage: 'Français',
  noScript: 'The letters on this page are shown by a script, and this browser runs none.',
  emptyTitle: 'No letters yet',
  empty: 'When someone asks for a reset, and when it is done, the holder of the device is told here.',
  from: 'From',
  to: 'To',
  arrived: 'A letter to {to} arrived.',
}

export type MailboxTexts = typeof en

const fr: MailboxTexts = {
  title: 'Courrier',
  lead: 'Les messages envoyés par Latchkey dans cette démonstration. Aucun ne quitte cet ordinateur.',
  portal: 'Ouvrir le portail',
  wall: 'Mur des appareils',
  otherLanguage: 'English',
  noScript: 'Les messages de cette page sont affichés par un script, et ce navigateur n’en exécute pas.',
  emptyTitle: 'Aucun message pour l’instant',
  empty: 'Quand une réinitialisation est demandée, puis terminée, le détenteur de l’appareil en est averti ici.',
  from: 'De',
  to: 'À',
  arrived: 'Un message pour {to} est arrivé.',
}

export const mailboxTexts: Readonly<Record<Language, MailboxTexts>> = { en, fr }
