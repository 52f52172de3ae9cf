import { useTranslation } from 'react-i18next'
import { languages, setLanguage } from '../i18n/index.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useGo } from '../url/navigate.ts'
import styles from './shell.module.css'

export function LanguageSwitch({ className }: { className?: string | undefined }) {
  const { t } = useTranslation('shell')
  const current = useLanguage()
  const go = useGo()
  return (
    <nav className={`${styles.languages} ${className ?? ''}`} aria-label={t('language.label')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-current={language === current ? 'true' : undefined}
          onClick={async () => {
            await setLanguage(language)
            go(window.location.pathname + window.location.search, { replace: true })
          }}
        >
          <span aria-hidden="true">{t(`language.${language}`)}</span>
          <span className="vh">{t(`language.${language}Long`)}</span>
        </button>
      ))}
    </nav>
  )
}
