import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, Profile } from '#schema/accounts'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { useFormErrors } from '../formErrors.ts'
import styles from './own.module.css'
import { useProfileChange } from './ownApi.ts'

const phoneForm = /^\+?[\d\s./-]{6,20}$/

/** Name, telephone and language of letters, to be corrected. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation(['accounts', 'shell'])
  const [name, setName] = useState(profile.name)
  const [phone, setPhone] = useState(profile.phone ?? '')
  const [language, setLanguage] = useState<Language>(profile.language)
  const { errors, errorOf, check, tell } = useFormErrors<'name' | 'phone'>('name')
  const change = useProfileChange()
  const nameIsFixed = profile.nameIsOfficial || profile.nameIsVerified
  const submit = () => {
    const written = { ...(!nameIsFixed && { name: name.trim() }), phone: phone.trim() || null, language }
    const isRight = check({
      name: !nameIsFixed && name.trim().length < 2 && t('register.nameShort'),
      phone: written.phone !== null && !phoneForm.test(written.phone) && t('profile.phoneWrong'),
    })
    if (isRight) change.mutate(written, { onError: tell })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary entries={errors} />
      {nameIsFixed ? (
        <p>
          <b>{profile.name}</b>
          <br />
          {t(profile.nameIsOfficial ? 'profile.nameOfficial' : 'profile.nameVerified')}
        </p>
      ) : (
        <TextField
          id="name"
          label={t('register.name')}
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={setName}
          error={errorOf('name')}
        />
      )}
      <TextField
        id="phone"
        label={t('profile.phone')}
        type="tel"
        autoComplete="tel"
        optional
        short
        maxLength={20}
        value={phone}
        onChange={setPhone}
        error={errorOf('phone')}
      />
      <SelectField
        id="language"
        label={t('profile.language')}
        value={language}
        onChange={(value) => setLanguage(value as Language)}
        options={[
          { value: 'it', label: t('shell:language.itLong') },
          { value: 'en', label: t('shell:language.enLong') },
        ]}
      />
      <div className={styles.send}>
        <Button type="submit" look="primary" isPending={change.isPending}>
          {t('profile.save')}
        </Button>
        <span role="status">{change.isSuccess && t('profile.saved')}</span>
      </div>
    </Form>
  )
}
