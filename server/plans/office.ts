/** SQL: the office of plan `p`, as JSON. */
export const officeOfPlan = `json_build_object('name', p.office, 'phone', p.office_phone, 'hours', p.office_hours,
  'email', p.office_email)`
