import type { AdviceLevel } from '#schema/spaces'
import type { IconName } from '../ui/icons.tsx'

/** The sign of each level of advice, beside its words. */
export const adviceIcons: Record<AdviceLevel, IconName> = {
  usuallyCompatible: 'ok',
  toVerify: 'question',
  needsAgreement: 'doc',
  usuallyIncompatible: 'close',
  notDeterminable: 'minus',
}
