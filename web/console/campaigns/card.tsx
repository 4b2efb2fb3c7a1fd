import { Button } from 'antd'
import { useState } from 'react'
import { CAMPAIGN_MOVES, type CampaignMove } from '../../../lib/campaign/campaign.ts'
import { fill } from '../../shared/speak.ts'
import { call, isProblem } from '../api.ts'
import { now } from '../clock.tsx'
import { AlertIcon, ClockIcon } from '../icons.tsx'
import { momentWords } from '../timing.ts'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'
import type { Campaign } from './campaigns.tsx'

type Props = { campaign: Campaign; again(): Promise<void> }

export function CampaignCard({ campaign, again }: Props) {
  const { id, version, status, title, text, grids, sent, at, open } = campaign
  const [busy, setBusy] = useState<CampaignMove>()
  const [isSure, setSure] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()

  const send = async (move: CampaignMove) => {
    // Nothing brings a cancelled campaign back, and its button stands beside the others: it is pressed twice.
    if (move === 'cancel' && !isSure) return setSure(true)
    setSure(false)
    setBusy(move)
    setTrouble(undefined)
    try {
      await call('moveCampaign', { params: { id }, body: { move, version } })
    } catch (error) {
      setTrouble(error)
    } finally {
      await again()
      setBusy(undefined)
    }
  }

  const isChanged = isProblem(trouble, 'changed-meanwhile')
  return (
    <article className="card campaign" aria-label={title}>
      <div className="line">
        <h2>{title}</h2>
        <span className={`status ${kindOf(status)}`}>
          {t.campaignStatuses[status as keyof typeof t.campaignStatuses] ?? status}
        </span>
        <span className="moment">
          <ClockIcon /> {momentWords(at, now())}
        </span>
      </div>
      <p className="campaign-text">{text}</p>
      {isChanged && (
        <p className="changed" role="alert">
          <AlertIcon /> {t.changed}
        </p>
      )}
      {trouble !== undefined && !isChanged && <Trouble error={trouble} />}
      <div className="line">
        <span className="soft">
          {fill(t.sendsTo, grids)}
          {sent > 0 && ` · ${fill(t.sentSoFar, sent)}`}
          {status === 'review' && !open.includes('approve') && ` · ${t.awaitsApproval}`}
        </span>
        <span className="actions">
          {open.map((move) => (
            <Button
              key={move}
              type={move === 'cancel' ? 'default' : 'primary'}
              danger={move === 'cancel' && isSure}
              loading={busy === move}
              disabled={!!busy}
              onClick={() => void send(move)}
            >
              {move === 'cancel' && isSure ? t.sure : say(CAMPAIGN_MOVES[move])}
            </Button>
          ))}
        </span>
      </div>
    </article>
  )
}

function kindOf(status: string): string {
  if (status === 'review' || status === 'draft' || status === 'approved') return 'on-us'
  return status === 'scheduled' || status === 'running' ? 'at-work' : 'waits'
}
