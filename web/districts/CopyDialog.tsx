import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import looks from './figures.module.css'

/** The text to be copied by hand, where the browser does not let the page do it. */
export function CopyDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation('districts')
  return (
    <Dialog title={t('copy.title')} open onClose={onClose}>
      <p>{t('copy.body')}</p>
      <textarea
        className={looks.quoted}
        aria-label={t('copy.text')}
        readOnly
        rows={8}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  )
}
