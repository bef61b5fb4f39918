import type { LucideIcon } from 'lucide-react';
import type { Permission } from '@/api/types';
import type { MessageKey } from '@/i18n';

export type NavGroup = 'work' | 'basis' | 'house';

/** An entry of the rail. Absent for persons who hold none of `needs`. */
export interface NavEntry {
  to: string;
  label: MessageKey;
  icon: LucideIcon;
  group: NavGroup;
  /** Any one of them is enough; empty means everybody. */
  needs: readonly Permission[];
  /** Paths that belong to the entry besides its own. */
  also?: readonly string[];
}

/** Something that 新建 and the command menu offer. */
export interface CreateEntry {
  to: string;
  label: MessageKey;
  icon: LucideIcon;
  needs: readonly Permission[];
}
