import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { resources } from './resources.ts'

export const languages = ['it', 'en'] as const
export type Language = (typeof languages)[number]

const STORED = 'spazi.language'

const known = (value: string | null): Language | null => languages.find((code) => code === value) ?? null

function firstLanguage(): Language {
  const asked = known(new URLSearchParams(window.location.search).get('lang'))
  return asked ?? known(window.localStorage.getItem(STORED)) ?? 'it'
}

/** The language on the page. */
export function currentLanguage(): Language {
  return known(i18next.language) ?? 'it'
}

/** Changes the language of everything on the page and remembers it for the next visit. */
export async function setLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(STORED, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

/** Prepares the texts in the language of the address, else of the last visit, else Italian. */
export async function startTexts(): Promise<void> {
  const language = firstLanguage()
  document.documentElement.lang = language
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'it',
    resources,
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
  })
}
