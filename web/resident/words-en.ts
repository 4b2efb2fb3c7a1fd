import type { Words } from './words.ts'

export const en: Words = {
  lang: 'en',
  name: 'Fenghuang',
  motto: 'Scan it, say it',
  otherLanguage: '中文',
  stepOf: 'Step {} of {}',
  back: 'Back',
  next: 'Continue',
  optional: ' (optional)',
  wrong: 'Error: ',
  wrongTitle: 'To put right: {}',
  restored: 'What you wrote last time is still here.',
  startOver: 'Start over',
  codePlace: 'You scanned at',
  codeUnknown:
    'We do not know this code. Please ask your grid worker; you can still report and describe the place.',
  codeRevoked:
    'This code is out of use. Please ask your grid worker; you can still report and describe the place.',
  danger: 'In danger? Call now',
  dangerNumbers: {
    110: 'Police',
    119: 'Fire',
    120: 'Medical',
    96110: 'Scams',
  },
  help: 'Need help? You can phone',
  hotline: 'Government hotline',
  elder: 'Large',
  usual: 'Normal',
  readAloud: 'Read aloud',
  stopReading: 'Stop reading',
  callback: 'Please phone me',
  callbackHint: 'Would you rather talk? The grid worker calls you.',
  callbackWords: 'Please phone me, I will explain. (Call-back request)',
  privacy: 'How we use personal data',

  what: 'What is it about?',
  whatHint: 'Tap the one that fits best.',
  groups: {
    dispute: 'Neighbours and family',
    surroundings: 'Surroundings',
    safety: 'Safety',
    other: 'Other',
    conduct: 'Conduct',
  },
  chosen: 'chosen',
  integrityChoice: 'Handled in confidence by the county',
  followLink: 'Reported before? See progress',

  where: 'Where is it?',
  placeMissing: 'Say where it is, or use your location',

  tell: 'What happened?',

  contact: 'How can we reach you?',

  similar: 'A neighbour has reported this',

  check: 'Check your answers',
  submit: 'Send',
  sending: 'Sending, one moment …',
  offline: 'No network. Your text is saved; press the button again in a while.',
  busy: 'The system is busy. Your text is saved; press the button again in a while.',
  again: 'Try again',

  done: 'Received',
  number: 'Number',
  pin: 'PIN',
  provisional: ' (provisional)',
  whyProvisional: 'Dates may move once public holidays are known.',

  follow: 'See progress',
  opening: 'Opening …',
  notReached: 'No connection. Check the network and try again.',

  integrity: 'Conduct of an official',
}
