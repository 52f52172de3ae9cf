import { useTranslation } from 'react-i18next'
import type {
  DeskPlan,
  DocumentEntry,
  PlaceEntry,
  SheetEntry,
  TemplateEntry,
  ThemeEntry,
} from '#schema/plans'
import styles from '../callDesk/callDesk.module.css'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { ListSection } from './ListSection.tsx'

interface SectionProps {
  plan: DeskPlan
  onDone: (words: string) => void
}

interface Coded {
  code: string
  title: string
}

/** The code and the title every entry has. */
function CodeAndTitle({
  id,
  entry,
  change,
  hint,
}: {
  id: string
  entry: Coded
  change: (changes: Partial<Coded>) => void
  hint?: string
}) {
  const { t } = useTranslation('planDesk')
  return (
    <>
      <TextField
        id={`${id}-code`}
        label={t('field.code')}
        hint={hint}
        maxLength={40}
        value={entry.code}
        onChange={(code) => change({ code })}
      />
      <TextField
        id={`${id}-title`}
        label={t('field.title')}
        maxLength={200}
        value={entry.title}
        onChange={(title) => change({ title })}
      />
    </>
  )
}

function TitleEn({
  id,
  value,
  onChange,
}: {
  id: string
  value: string | null
  onChange: (value: string | null) => void
}) {
  const { t } = useTranslation('planDesk')
  return (
    <TextField
      id={`${id}-titleEn`}
      optional
      label={t('field.titleEn')}
      maxLength={200}
      value={value ?? ''}
      onChange={(written) => onChange(written || null)}
    />
  )
}

/** DdP, PdS, PdR, VAS: art. 11 exists in two of them. */
export function DocumentsSection({ plan, onDone }: SectionProps) {
  const { t } = useTranslation('planDesk')
  const items: DocumentEntry[] = plan.documents.map(({ articles: _, ...entry }) => entry)
  const empty: DocumentEntry = {
    code: '',
    title: '',
    titleEn: null,
    versionName: plan.facts.versionName ?? '',
  }
  return (
    <ListSection plan={plan} name="documents" items={items} empty={empty} onDone={onDone}>
      {(entry, change, id) => (
        <div className={styles.row}>
          <CodeAndTitle id={id} entry={entry} change={change} hint={t('field.documentHint')} />
          <TitleEn id={id} value={entry.titleEn} onChange={(titleEn) => change({ titleEn })} />
          <TextField
            id={`${id}-versionName`}
            label={t('field.versionName')}
            maxLength={80}
            value={entry.versionName}
            onChange={(versionName) => change({ versionName })}
          />
        </div>
      )}
    </ListSection>
  )
}

/** Sheets of the documents: R.02 and the like. */
export function SheetsSection({ plan, onDone }: SectionProps) {
  const { t } = useTranslation('planDesk')
  const [first] = plan.documents
  if (!first) return null
  const empty: SheetEntry = { documentId: first.id, code: '', title: '' }
  return (
    <ListSection<SheetEntry> plan={plan} name="sheets" items={plan.sheets} empty={empty} onDone={onDone}>
      {(entry, change, id) => (
        <div className={styles.row}>
          <SelectField
            id={`${id}-documentId`}
            label={t('field.document')}
            value={String(entry.documentId)}
            onChange={(documentId) => change({ documentId: Number(documentId) })}
            options={plan.documents.map((document) => ({ value: String(document.id), label: document.code }))}
          />
          <CodeAndTitle id={id} entry={entry} change={change} />
        </div>
      )}
    </ListSection>
  )
}

/** The tree of themes. */
export function ThemesSection({ plan, onDone }: SectionProps) {
  const { t } = useTranslation('planDesk')
  const empty: ThemeEntry = { parent: null, code: '', title: '', titleEn: null, retired: false }
  return (
    <ListSection<ThemeEntry> plan={plan} name="themes" items={plan.themes} empty={empty} onDone={onDone}>
      {(entry, change, id) => (
        <>
          <div className={styles.row}>
            <CodeAndTitle id={id} entry={entry} change={change} />
            <TitleEn id={id} value={entry.titleEn} onChange={(titleEn) => change({ titleEn })} />
            <TextField
              id={`${id}-parent`}
              optional
              label={t('field.parent')}
              maxLength={40}
              value={entry.parent ?? ''}
              onChange={(parent) => change({ parent: parent || null })}
            />
          </div>
          <Checkbox checked={entry.retired} onChange={(retired) => change({ retired })}>
            {t('field.retired')}
          </Checkbox>
        </>
      )}
    </ListSection>
  )
}

/** Where points are worked on, one place after the other. */
export function PlacesSection({ plan, onDone }: SectionProps) {
  const { t } = useTranslation('planDesk')
  const empty: PlaceEntry = { code: '', title: '', titleEn: null, locks: false, solved: false }
  return (
    <ListSection<PlaceEntry> plan={plan} name="places" items={plan.places} empty={empty} onDone={onDone}>
      {(entry, change, id) => (
        <>
          <div className={styles.row}>
            <CodeAndTitle id={id} entry={entry} change={change} />
            <TitleEn id={id} value={entry.titleEn} onChange={(titleEn) => change({ titleEn })} />
          </div>
          <Checkbox checked={entry.locks} onChange={(locks) => change({ locks })}>
            {t('field.locks')}
          </Checkbox>
          <Checkbox checked={entry.solved} onChange={(solved) => change({ solved })}>
            {t('field.solved')}
          </Checkbox>
        </>
      )}
    </ListSection>
  )
}

/** Standard replies with placeholders. */
export function TemplatesSection({ plan, onDone }: SectionProps) {
  const { t } = useTranslation('planDesk')
  const items: TemplateEntry[] = plan.templates.map(({ checkedBy: _, ...entry }) => entry)
  const empty: TemplateEntry = { code: '', title: '', text: '', retired: false }
  return (
    <ListSection plan={plan} name="templates" items={items} empty={empty} onDone={onDone}>
      {(entry, change, id) => (
        <>
          <div className={styles.row}>
            <CodeAndTitle id={id} entry={entry} change={change} />
          </div>
          <TextField
            id={`${id}-text`}
            rows={4}
            label={t('field.text')}
            hint={t('field.templateHint')}
            maxLength={8000}
            value={entry.text}
            onChange={(text) => change({ text })}
          />
          <Checkbox checked={entry.retired} onChange={(retired) => change({ retired })}>
            {t('field.retired')}
          </Checkbox>
        </>
      )}
    </ListSection>
  )
}
