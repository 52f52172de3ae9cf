import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { currentLanguage, setLanguage } from '../i18n/index.ts'
import { useGo } from '../url/navigate.ts'

/** Follows `lang` of the address, and writes it there when the page is read in another language than Italian. */
export function useAddressLanguage(): void {
  const { pathname, search } = useLocation()
  const go = useGo()
  useEffect(() => {
    const asked = new URLSearchParams(search).get('lang')
    if ((asked === 'it' || asked === 'en') && asked !== currentLanguage()) void setLanguage(asked)
    else if (asked !== 'en' && currentLanguage() === 'en') go(pathname + search, { replace: true })
  }, [pathname, search, go])
}
