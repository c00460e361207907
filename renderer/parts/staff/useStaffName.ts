import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/events.ts';

const roles: Record<Role, true> = {
  kiosk: true,
  board: true,
  guide: true,
  clerk: true,
  lead: true,
  manager: true,
  superior: true,
  admin: true,
  system: true,
};

/** A person as the record names them; where only a role is known, the role in words. */
export function useStaffName(): (staff: string) => string {
  const { t } = useTranslation();
  return (staff) => {
    const role = staff.startsWith('role:') ? staff.slice(5) : '';
    return Object.hasOwn(roles, role) ? t(`feedback.role.${role as Role}`) : staff;
  };
}
