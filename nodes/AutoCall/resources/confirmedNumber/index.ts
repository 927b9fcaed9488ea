import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Confirmed Number',
	description: 'Numbers of your own that AutoCall.kz has verified',
};
export { default as add } from './add.operation';
export { default as getAll } from './getAll.operation';
export { default as verify } from './verify.operation';
