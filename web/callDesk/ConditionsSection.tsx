import { useTranslation } from 'react-i18next'
import { usualQuestions } from '#rules/calls'
import type { CallContent } from '#schema/calls'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, SelectField } from '../ui/fields.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, fieldId } from './draft.ts'
import { Items } from './Items.tsx'

type Question = CallContent['eligibility'][number]
const texts = ['text', 'textEn', 'rule', 'ruleEn', 'reference'] as const

function Questions({ draft }: { draft: Draft }) {
  const { t } = useTranslation(['callDesk', 'ui'])
  const { eligibility } = draft.content
  const empty: Question = {
    code: `q${eligibility.length + 1}`,
    text: '',
    textEn: '',
    expected: true,
    rule: '',
    ruleEn: '',
    reference: '',
  }
  return (
    <Items
      items={eligibility}
      name={(number) => t('callDesk:question', { number })}
      add={t('callDesk:addQuestion')}
      empty={empty}
      onChange={(changed) => draft.change({ eligibility: changed })}
    >
      {(question, index, change) => (
        <div className={styles.pairs}>
          {texts.map((name) => (
            <DraftText
              key={name}
              draft={draft}
              pointer={`/eligibility/${index}/${name}`}
              optional={name.endsWith('En')}
              label={t(`callDesk:questionField.${name}`)}
              value={question[name]}
              onChange={(value) => change({ [name]: value })}
            />
          ))}
          <SelectField
            id={fieldId(`/eligibility/${index}/expected`)}
            label={t('callDesk:questionField.expected')}
            value={String(question.expected)}
            onChange={(value) => change({ expected: value === 'true' })}
            options={[true, false].map((value) => ({
              value: String(value),
              label: t(value ? 'callDesk:yes' : 'callDesk:no'),
            }))}
          />
        </div>
      )}
    </Items>
  )
}

/** Adds at once what most calls ask and this one does not yet. */
function UsualQuestions({ draft }: { draft: Draft }) {
  const { t } = useTranslation('callDesk')
  const { eligibility } = draft.content
  const missing = usualQuestions.filter(({ code }) => !eligibility.some((question) => question.code === code))
  if (missing.length === 0) return null
  return (
    <Button look="quiet" onPress={() => draft.change({ eligibility: [...eligibility, ...missing] })}>
      {t('usualQuestions')}
    </Button>
  )
}

function RequiredDocuments({ draft }: { draft: Draft }) {
  const { t } = useTranslation('callDesk')
  const { requiredDocuments } = draft.content
  return (
    <div id={fieldId('/requiredDocuments')}>
      <Items
        items={requiredDocuments}
        name={(number) => t('document', { number })}
        add={t('addDocument')}
        empty={{ code: `d${requiredDocuments.length + 1}`, label: '', labelEn: null, reference: '' }}
        onChange={(changed) => draft.change({ requiredDocuments: changed })}
      >
        {(document, index, change) => (
          <div className={styles.row}>
            <DraftText
              draft={draft}
              pointer={`/requiredDocuments/${index}/label`}
              label={t('field.documentLabel')}
              value={document.label}
              onChange={(label) => change({ label })}
            />
            <DraftText
              draft={draft}
              pointer={`/requiredDocuments/${index}/reference`}
              optional
              label={t('questionField.reference')}
              value={document.reference}
              onChange={(reference) => change({ reference })}
            />
          </div>
        )}
      </Items>
    </div>
  )
}

/** Who may ask, what they must bring, and what may not be done in the spaces. */
export function ConditionsSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation('callDesk')
  const { uses } = useCity()
  const english = useLanguage() === 'en'
  const excluded = draft.content.excludedActivities
  return (
    <section className={styles.section}>
      <h2>{t('section.eligibility')}</h2>
      <Questions draft={draft} />
      <UsualQuestions draft={draft} />
      <h2>{t('section.documents')}</h2>
      <RequiredDocuments draft={draft} />
      <h2>{t('section.excluded')}</h2>
      {uses.map(({ code, it, en }) => (
        <Checkbox
          key={code}
          checked={excluded.includes(code)}
          onChange={(on) =>
            draft.change({
              excludedActivities: on ? [...excluded, code] : excluded.filter((other) => other !== code),
            })
          }
        >
          {english ? en : it}
        </Checkbox>
      ))}
    </section>
  )
}
