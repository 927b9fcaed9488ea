import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = { name: 'Phone Number', description: 'Numbers to call from' };
export { default as getAll } from './getAll.operation';
