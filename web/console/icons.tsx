import type { ReactNode } from 'react'

/** Drawn here: a handful of strokes does not need a package. Every icon stands beside words and is hidden from readers. */
const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    className="icon"
    viewBox="0 0 16 16"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {children}
  </svg>
)

export const ClockIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.6V8l2.3 1.5" />
  </Icon>
)
export const ForkIcon = () => (
  <Icon>
    <path d="M8 14V9.5L3.5 5V2M8 9.5 12.5 5V2M1.8 3.7 3.5 2l1.7 1.7M10.8 3.7 12.5 2l1.7 1.7" />
  </Icon>
)
export const DaysIcon = () => (
  <Icon>
    <path d="M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3" />
  </Icon>
)
export const MapIcon = () => (
  <Icon>
    <path d="M2 4 6 2.5l4 1.5 4-1.5v9.5L10 13.5 6 12 2 13.5ZM6 2.5V12M10 4v9.5" />
  </Icon>
)
export const PeopleIcon = () => (
  <Icon>
    <circle cx="6" cy="5.5" r="2.5" />
    <path d="M1.8 13.5c.4-2.6 2-4 4.2-4s3.8 1.4 4.2 4M10.6 3.2a2.4 2.4 0 0 1 0 4.6M12 9.8c1.3.6 2 1.9 2.2 3.7" />
  </Icon>
)
export const AlertIcon = () => (
  <Icon>
    <path d="M8 2 14.5 13.5h-13Z" />
    <path d="M8 6.5v3.2M8 11.8v.01" />
  </Icon>
)
export const PauseIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M6.5 6v4M9.5 6v4" />
  </Icon>
)
export const TickIcon = () => (
  <Icon>
    <path d="m3 8.5 3.5 3.5L13 4.5" />
  </Icon>
)
export const UpIcon = () => (
  <Icon>
    <path d="M8 13V3.5M4 7.5 8 3.5l4 4" />
  </Icon>
)
export const InboxIcon = () => (
  <Icon>
    <path d="M2 9.5 4 3h8l2 6.5V13H2Z" />
    <path d="M2 9.5h3.5l1 1.5h3l1-1.5H14" />
  </Icon>
)
export const SpeakerIcon = () => (
  <Icon>
    <path d="M2.5 6v4h2.5l5 3V3L5 6Z" />
    <path d="M12.5 6a3 3 0 0 1 0 4" />
  </Icon>
)
export const PenIcon = () => (
  <Icon>
    <path d="M3 13v-2.5L11 2.5 13.5 5 5.5 13Z" />
  </Icon>
)
export const BarsIcon = () => (
  <Icon>
    <path d="M2.5 13.5h11M4 13.5V9M8 13.5V3M12 13.5V6" />
  </Icon>
)
export const BellIcon = () => (
  <Icon>
    <path d="M3 11.500h10L11.800 9.500V7a3.800 3.800 0 0 0-7.600 0v2.500Z" />
    <path d="M6.800 13.500h2.400" />
  </Icon>
)
export const BackIcon = () => (
  <Icon>
    <path d="M9.5 3.5 5 8l4.5 4.5" />
  </Icon>
)

/** The seal: a bird rising, on cinnabar. */
export const Seal = ({ size }: { size: number }) => (
  <svg className="seal" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#a8261c" />
    <path
      d="M8 23c1.5-8 4-13 8-15.5 4 2.5 6.5 7.5 8 15.5-2.5-2.2-5-3.3-8-3.300s-5.5 1.1-8 3.300Z"
      fill="#fff"
    />
    <circle cx="16" cy="13.8" r="1.9" fill="#a8261c" />
  </svg>
)
