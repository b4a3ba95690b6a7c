import type { Activity, ConfirmationView, Device, Devices, Notifications } from '@latchkey/portal-api'
import { useQuery } from '@tanstack/react-query'
import { useParts } from './parts.tsx'

/** While something runs and no event comes, look again after this long, in milliseconds. */
const lookAgain = 4_000

export const devicesKey = ['devices'] as const
export const deviceKey = (id: string) => ['device', id] as const
export const notificationsKey = ['notifications'] as const
export const activityKey = ['activity'] as const

export function useDevices() {
  const { api } = useParts()
  return useQuery({
    queryKey: devicesKey,
    queryFn: ({ signal }) => api.get<Devices>('/api/devices', signal),
    refetchInterval: ({ state }) => (state.data?.devices.some((device) => device.running !== null) ? lookAgain : false),
  })
}

export function useDevice(id: string) {
  const { api } = useParts()
  return useQuery({
    queryKey: deviceKey(id),
    queryFn: ({ signal }) => api.get<Device>(`/api/devices/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => (state.data?.lastReset?.open === true ? lookAgain : false),
  })
}

export function useNotifications() {
  const { api } = useParts()
  return useQuery({
    queryKey: notificationsKey,
    queryFn: ({ signal }) => api.get<Notifications>('/api/notifications', signal),
  })
}

export function useActivity() {
  const { api } = useParts()
  return useQuery({ queryKey: activityKey, queryFn: ({ signal }) => api.get<Activity>('/api/activity', signal) })
}

/** What this browser began before it was signed out. */
export function useConfirmation() {
  const { api } = useParts()
  return useQuery({
    queryKey: ['confirmation'],
    queryFn: ({ signal }) => api.get<ConfirmationView>('/api/confirmation', signal),
  })
}
