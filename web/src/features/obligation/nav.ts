import { ListTodo } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/obligations', label: 'obligation.title', icon: ListTodo, group: 'work', needs: [] }];
