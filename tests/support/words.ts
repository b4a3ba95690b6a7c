/** What the pages say, where a journey is told in more than one language. Roles and names, as a person hears them. */
export type Words = {
  readonly signIn: string
  readonly email: string
  readonly password: string
  readonly devices: string
  readonly commands: string
  readonly resetPasscode: string
  readonly firstDialog: string
  readonly signOutAndContinue: string
  readonly signInAgain: string
  readonly confirmDialog: string | RegExp
  readonly tick: string
  readonly tickFirst: string
  readonly done: string
}

export const english: Words = {
  signIn: 'Sign in',
  email: 'Work e-mail',
  password: 'Password',
  devices: 'Devices',
  commands: 'Commands',
  resetPasscode: 'Reset passcode',
  firstDialog: 'First, show it’s you',
  signOutAndContinue: 'Sign out and continue',
  signInAgain: 'Sign in again',
  confirmDialog: 'Reset your iPhone’s passcode?',
  tick: 'I have this device with me',
  tickFirst: 'Tick it first, once you hold it.',
  done: 'You’re back in. Set a new passcode now.',
}

export const french: Words = {
  signIn: 'Se connecter',
  email: 'Adresse e-mail professionnelle',
  password: 'Mot de passe',
  devices: 'Appareils',
  commands: 'Actions',
  resetPasscode: 'Réinitialiser le code secret',
  firstDialog: 'D’abord, montrez que c’est vous',
  signOutAndContinue: 'Se déconnecter et continuer',
  signInAgain: 'Se reconnecter',
  confirmDialog: /^Réinitialiser le code secret de votre iPhone\s\?$/,
  tick: 'J’ai cet appareil avec moi',
  tickFirst: 'Cochez d’abord la case, quand vous le tenez.',
  done: 'C’est ouvert. Choisissez un nouveau code maintenant.',
}
