/** For whom a need is told: the party itself, or a firm inside a prison that its accelerator speaks for. */
export const actsFor = ['itself', 'prisonFirm'] as const

/** Who may read of a need: everybody, or the labs that could do it. */
export const needAudiences = ['public', 'matched'] as const

/** What a lab is looked at for; the first four decide, the others order. */
export const criteria = ['machine', 'size', 'material', 'active', 'listed', 'bookable', 'near'] as const

/** What is known of a criterion, and of a lab as a whole. */
export const verdicts = ['can', 'unknown', 'cannot'] as const
export type Verdict = (typeof verdicts)[number]

/** Why a verdict is as it is. */
export const reasonCodes = [
  'hasMachine',
  'noMachine',
  'noEquipmentRecorded',
  'outOfOrder',
  'stateNotKnown',
  'fits',
  'tooSmall',
  'workingAreaNotKnown',
  'materialRecorded',
  'materialUsual',
  'materialNotRecorded',
  'materialOther',
  'isActive',
  'notActive',
  'activityNotKnown',
  'isListed',
  'notListed',
  'isBookable',
  'notBookable',
  'bookingNotKnown',
  'distance',
  'distanceNotKnown',
] as const

/** What is wrong with a need. */
export const needFaults = [
  'processUnknown',
  'materialUnknown',
  'placeUnknown',
  'dayOver',
  'endsAfterDue',
  'firmMissing',
  'firmNotAsked',
  'noReplyAddress',
] as const
export type NeedFault = (typeof needFaults)[number]
