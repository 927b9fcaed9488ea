import type { ResourceLabel } from '../../runtime/operation';

export const label: ResourceLabel = {
	name: 'Tariff',
	description: 'Public prices of AutoCall.kz',
};
export { default as getAll } from './getAll.operation';
