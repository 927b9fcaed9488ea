import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Caller ID',
	description: 'Numbers that you rent to call from',
};
export { default as getAll } from './getAll.operation';
export { default as release } from './release.operation';
export { default as rent } from './rent.operation';
