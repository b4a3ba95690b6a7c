/** The organisation of the demo; its colour is Harbour. */
export const organisation = {
  name: 'Contoso',
  colour: '#0e5a6b',
  logoUrl: null,
  privacyUrl: null,
  contact: {
    name: 'Contoso IT support',
    phone: '+1 555 0100',
    email: 'support@contoso.example',
    websiteName: 'IT self-help',
    websiteUrl: 'https://support.contoso.example',
    note: 'Monday to Friday, 8:00 to 18:00. Out of hours: call.',
  },
} as const

/** Whom its letters come from. */
export const sender = 'Contoso <no-reply@contoso.example>'
