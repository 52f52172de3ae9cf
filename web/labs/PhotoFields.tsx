import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptLab, Photo } from '#schema/labs'
import { api } from '../api/client.ts'
import { upload } from '../api/upload.ts'
import formStyles from '../offers/deskOffer.module.css'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { TextField } from '../ui/fields.tsx'
import { Tag } from '../ui/marks.tsx'
import styles from './labEdit.module.css'

interface PhotoProps {
  address: string
  onSaved: (lab: KeptLab) => void
}

function PhotoForm({ photo, address, onSaved }: PhotoProps & { photo: Photo }) {
  const { t } = useTranslation('labs')
  const [alt, setAlt] = useState(photo.alt ?? '')
  const [altEn, setAltEn] = useState(photo.altEn ?? '')
  const at = `${address}/photos/${photo.id}`
  const save = useMutation({
    mutationFn: () =>
      api<KeptLab>(at, { method: 'PUT', body: { alt: alt.trim() || null, altEn: altEn.trim() || null } }),
    onSuccess: onSaved,
  })
  const remove = useMutation({
    mutationFn: () => api<KeptLab>(at, { method: 'DELETE' }),
    onSuccess: onSaved,
  })
  return (
    <li className={styles.photo}>
      <img src={at} alt={photo.alt ?? t('photo.undescribed')} />
      <div className={formStyles.form}>
        {photo.alt === null && <Tag tone="warn">{t('photo.hidden')}</Tag>}
        <TextField
          id={`photo-${photo.id}-alt`}
          label={t('photo.alt')}
          value={alt}
          maxLength={300}
          onChange={setAlt}
        />
        <TextField
          id={`photo-${photo.id}-altEn`}
          label={t('photo.altEn')}
          optional
          value={altEn}
          maxLength={300}
          onChange={setAltEn}
        />
        <Failure error={save.error ?? remove.error} />
        <div className={formStyles.row}>
          <Button isPending={save.isPending} onPress={() => save.mutate()}>
            {t('photo.save')}
          </Button>
          <Button look="quiet" isPending={remove.isPending} onPress={() => remove.mutate()}>
            {t('photo.remove')}
          </Button>
        </div>
      </div>
    </li>
  )
}

/** Photos of a lab: each is public once it says in words what it shows. */
export function PhotoFields({ photos, address, onSaved }: PhotoProps & { photos: readonly Photo[] }) {
  const { t } = useTranslation('labs')
  const add = useMutation({
    mutationFn: (file: File) => upload<KeptLab>(`${address}/photos`, file),
    onSuccess: onSaved,
  })
  return (
    <>
      <p>{t('photo.hint')}</p>
      <ul className={styles.photos}>
        {photos.map((photo) => (
          <PhotoForm key={photo.id} photo={photo} address={address} onSaved={onSaved} />
        ))}
      </ul>
      <Failure error={add.error} />
      <label className={styles.file}>
        {t('photo.add')}
        <input
          type="file"
          accept="image/jpeg,image/png"
          disabled={add.isPending}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) add.mutate(file)
            target.value = ''
          }}
        />
      </label>
    </>
  )
}
