import { useTranslation } from 'react-i18next'
import { currentLanguage, type Language } from './index.ts'

/** The language in use; the component is drawn again when it changes. */
export function useLanguage(): Language {
  useTranslation()
  return currentLanguage()
}
