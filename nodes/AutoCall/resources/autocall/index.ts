import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Autocall',
	description: 'Campaigns of automatic calls, and their results',
};
export { default as calculateCost } from './calculateCost.operation';
export { default as create } from './create.operation';
export { default as delete } from './delete.operation';
export { default as get } from './get.operation';
export { default as getAll } from './getAll.operation';
export { default as getCalls } from './getCalls.operation';
export { default as relaunch } from './relaunch.operation';
export { default as update } from './update.operation';
