import type { World } from '../world.ts';

/** Who sits before this screen of a made-up hall. */
export function me(world: World): { readonly staff: string; readonly role: 'guide' | 'clerk' | 'lead' | 'manager' } {
  const asked = new URLSearchParams(location.search);
  const screen = asked.get('screen') ?? '';
  if (screen === 'manager') return { staff: '刘建国 1001', role: 'manager' };
  if (screen === 'guide') return { staff: '周莉 1090', role: 'guide' };
  return { staff: world.staff ?? '王芳 1023', role: asked.get('role') === 'lead' ? 'lead' : 'clerk' };
}

/** The roster of a made-up hall. */
export const roster = [
  { staff: '刘建国 1001', role: 'manager', no: '1001', hasPin: true },
  { staff: '陈志强 1010', role: 'lead', no: '1010', hasPin: true },
  { staff: '王芳 1023', role: 'clerk', no: '1023', hasPin: true },
  { staff: '李强 1047', role: 'clerk', no: '1047', hasPin: true },
  { staff: '赵敏 1088', role: 'clerk', no: '1088', hasPin: false },
  { staff: '周莉 1090', role: 'guide', no: '1090', hasPin: false },
] as const;
