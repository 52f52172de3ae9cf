import { useLanguage } from './useLanguage.ts'

/** The title of something that has one in Italian and may have one in English, in the language in use. */
export function useTitleOf(): (one: { title: string; titleEn?: string | null }) => string {
  const english = useLanguage() === 'en'
  return ({ title, titleEn }) => (english && titleEn) || title
}
