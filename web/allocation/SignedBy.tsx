import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import { Tag } from '../ui/marks.tsx'

/** How an application was signed; nothing while it waits to be, and for what needs no signature. */
export function SignedBy({ request }: { request: MyRequest }) {
  const { t } = useTranslation('identification')
  const { kind, identifiedBy } = request
  if (kind !== 'application' || identifiedBy === 'local') return null
  return <Tag tone="ok">{t('signature.by', { how: t(`signature.how.${identifiedBy}`) })}</Tag>
}
