// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/view_export.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QDialog>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::ViewExport)
};

FileQuestion& fileQuestion()
{
    static FileQuestion question = askForFile;
    return question;
}

QString quoted(QString text)
{
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == QLatin1Char(',') || c == QLatin1Char('"') || c == QLatin1Char('\n');
    });
    return plain ? text : QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString numberOf(const QVariant& value)
{
    return value.typeId() == QMetaType::Double ? QString::number(value.toDouble(), 'g', 10) : QString();
}

QString cellOf(const QModelIndex& index, std::optional<int> valueRole)
{
    const QString number = valueRole ? numberOf(index.data(*valueRole)) : QString();
    return number.isEmpty() ? index.data().toString() : number;
}

/// A column that becomes one of the file, or three where its figures have intervals.
struct WrittenColumn {
    int column = 0;
    bool hasIntervals = false;
};

std::vector<WrittenColumn> writtenColumns(const QAbstractItemModel& model, std::optional<int> valueRole)
{
    std::vector<WrittenColumn> columns;
    for (int column = 0; column < model.columnCount(); ++column) {
        bool hasIntervals = false;
        for (int row = 0; valueRole && !hasIntervals && row < model.rowCount(); ++row)
            hasIntervals = model.index(row, column).data(ValueTableModel::kLowRole).isValid();
        columns.push_back({column, hasIntervals});
    }
    return columns;
}

QString titlesOf(const QAbstractItemModel& model, const std::vector<WrittenColumn>& columns)
{
    QStringList titles;
    for (const auto& [column, hasIntervals] : columns) {
        const QString title = model.headerData(column, Qt::Horizontal).toString();
        titles << quoted(title);
        if (hasIntervals)
            titles << quoted(Words::tr("%1, from").arg(title)) << quoted(Words::tr("%1, to").arg(title));
    }
    return titles.join(QLatin1Char(','));
}

void addRows(QStringList& lines, const QAbstractItemModel& model, const QModelIndex& parent,
             const std::vector<WrittenColumn>& columns, std::optional<int> valueRole)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (const auto& [column, hasIntervals] : columns) {
            const QModelIndex index = model.index(row, column, parent);
            cells << quoted(cellOf(index, valueRole));
            if (hasIntervals)
                cells << numberOf(index.data(ValueTableModel::kLowRole))
                      << numberOf(index.data(ValueTableModel::kHighRole));
        }
        lines << cells.join(QLatin1Char(','));
        addRows(lines, model, model.index(row, 0, parent), columns, valueRole);
    }
}

QAction* addAction(QWidget& widget, const QString& title, std::function<void()> run)
{
    auto* action = new QAction(title, &widget);
    QObject::connect(action, &QAction::triggered, &widget, [run = std::move(run)] { run(); });
    widget.addAction(action);
    widget.setContextMenuPolicy(Qt::ActionsContextMenu);
    return action;
}

void tell(QWidget& widget, const QString& fault)
{
    if (fault.isEmpty())
        return;
    QMessageBox box(QMessageBox::Warning, Words::tr("Not saved"), fault, QMessageBox::Ok, &widget);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

int titleHeight(const QWidget& widget)
{
    return widget.accessibleName().isEmpty() ? 0 : widget.fontMetrics().height() + 10;
}

/// Of a picture of the widget with its title.
QSize figureSize(const QWidget& widget)
{
    return widget.size() + QSize(0, titleHeight(widget));
}

/// A figure without its title says nothing once it lies in another document.
void paintFigure(QWidget& widget, QPainter& painter)
{
    const int title = titleHeight(widget);
    painter.fillRect(QRect(QPoint(), figureSize(widget)), widget.palette().color(QPalette::Window));
    QFont strong = widget.font();
    strong.setBold(true);
    painter.setFont(strong);
    painter.setPen(widget.palette().color(QPalette::WindowText));
    painter.drawText(QRect(8, 0, widget.width() - 16, title), Qt::AlignLeft | Qt::AlignVCenter,
                     widget.accessibleName());
    widget.render(&painter, QPoint(0, title), QRegion(), QWidget::DrawWindowBackground | QWidget::DrawChildren);
}

bool saveSvg(QWidget& widget, const QString& file)
{
    QSvgGenerator svg;
    svg.setFileName(file);
    svg.setSize(figureSize(widget));
    svg.setViewBox(QRect(QPoint(), figureSize(widget)));
    svg.setTitle(widget.accessibleName());
    {
        QPainter painter(&svg);
        paintFigure(widget, painter);
    }
    return QFileInfo(file).size() > 0;
}

bool savePdf(QWidget& widget, const QString& file)
{
    QPdfWriter pdf(file);
    constexpr double kPointsPerPixel = 0.75;
    pdf.setPageSize(QPageSize(QSizeF(figureSize(widget)) * kPointsPerPixel, QPageSize::Point));
    pdf.setPageMargins(QMarginsF());
    pdf.setTitle(widget.accessibleName());
    {
        QPainter painter(&pdf);
        const double scale = static_cast<double>(pdf.width()) / std::max(1, widget.width());
        painter.scale(scale, scale);
        paintFigure(widget, painter);
    }
    return QFileInfo(file).size() > 0;
}

QPixmap figure(QWidget& widget)
{
    QPixmap pixmap(figureSize(widget) * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    QPainter painter(&pixmap);
    paintFigure(widget, painter);
    return pixmap;
}

/// In a window of its own, which goes when the view does.
void showTwin(QWidget& widget, const QString& name, const TableTwin& twin)
{
    auto* dialog = new QDialog(&widget);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(widget.accessibleName().isEmpty() ? name : widget.accessibleName());
    dialog->setObjectName(QStringLiteral("tableTwin"));
    auto* model = new ValueTableModel(twin.columns, dialog);
    model->show(twin.rows);
    auto* layout = new QVBoxLayout(dialog);
    QTableView* view = makeValueTable(model, name);
    view->setAccessibleName(dialog->windowTitle());
    layout->addWidget(view);
    dialog->resize(640, 480);
    dialog->show();
}

} // namespace

QString csvOf(const QAbstractItemModel& model, std::optional<int> valueRole)
{
    const std::vector<WrittenColumn> columns = writtenColumns(model, valueRole);
    QStringList lines{titlesOf(model, columns)};
    addRows(lines, model, {}, columns, valueRole);
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString selectedText(const QAbstractItemView& view)
{
    QStringList lines;
    if (!view.selectionModel())
        return {};
    for (const QModelIndex& row : view.selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < view.model()->columnCount(); ++column)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

QString saveText(const QString& text, const QString& file)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(text.toUtf8()) < 0 || !out.commit())
        return Words::tr("%1 cannot be written: %2.").arg(file, out.errorString());
    return {};
}

QString savePicture(QWidget& widget, const QString& file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (!QFileInfo(QFileInfo(file).path()).isWritable())
        return Words::tr("%1 cannot be written: its folder is not there, or is protected.").arg(file);
    const bool saved = suffix == QStringLiteral("svg") ? saveSvg(widget, file)
        : suffix == QStringLiteral("pdf")              ? savePdf(widget, file)
                                                       : figure(widget).save(file);
    return saved ? QString() : Words::tr("%1 cannot be written as a picture; use .png, .svg or .pdf.").arg(file);
}

QString askForFile(QWidget* parent, const QString& title, const QString& name, const QString& filter)
{
    QFileDialog dialog(parent, title, QString(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QFileInfo(name).suffix());
    dialog.selectFile(name);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

void setFileQuestion(FileQuestion question)
{
    fileQuestion() = std::move(question);
}

void addTableExport(QAbstractItemView& view, const QString& name, std::optional<int> valueRole)
{
    QAction* copy =
        addAction(view, Words::tr("Copy rows"), [&view] { QApplication::clipboard()->setText(selectedText(view)); });
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    addAction(view, Words::tr("Save as CSV…"), [&view, name, valueRole] {
        const QString file = fileQuestion()(&view, Words::tr("Save table"), name + QStringLiteral(".csv"),
                                            Words::tr("Comma-separated (*.csv)"));
        if (!file.isEmpty())
            tell(view, saveText(csvOf(*view.model(), valueRole), file));
    });
}

void addPictureExport(QWidget& widget, const QString& name)
{
    addAction(widget, Words::tr("Copy picture"), [&widget] { QApplication::clipboard()->setPixmap(figure(widget)); });
    addAction(widget, Words::tr("Save picture…"), [&widget, name] {
        const QString file = fileQuestion()(&widget, Words::tr("Save picture"), name + QStringLiteral(".png"),
                                            Words::tr("Pictures (*.png *.svg *.pdf)"));
        if (!file.isEmpty())
            tell(widget, savePicture(widget, file));
    });
}

void addTableTwin(QWidget& widget, const QString& name, std::function<TableTwin()> make)
{
    addAction(widget, Words::tr("Show as table…"), [&widget, name, make] { showTwin(widget, name, make()); });
    addAction(widget, Words::tr("Save series as CSV…"), [&widget, name, make] {
        const QString file = fileQuestion()(&widget, Words::tr("Save table"), name + QStringLiteral(".csv"),
                                            Words::tr("Comma-separated (*.csv)"));
        if (file.isEmpty())
            return;
        TableTwin twin = make();
        ValueTableModel model(std::move(twin.columns));
        model.show(std::move(twin.rows));
        tell(widget, saveText(csvOf(model, ValueTableModel::kSortRole), file));
    });
}

void fillExportMenu(QMenu& menu, const QWidget& page)
{
    qDeleteAll(menu.findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    menu.clear();
    // Panels behind others count as shown, but nothing of them is in sight.
    const auto isInSight = [](const QWidget& view) { return view.isVisible() && !view.visibleRegion().isEmpty(); };
    for (QWidget* view : page.findChildren<QWidget*>())
        if (view->contextMenuPolicy() == Qt::ActionsContextMenu && !view->actions().isEmpty() && isInSight(*view))
            menu.addMenu(view->accessibleName().replace(QLatin1Char('&'), QStringLiteral("&&")))
                ->addActions(view->actions());
    if (menu.isEmpty())
        menu.addAction(Words::tr("Nothing is shown that could be saved"))->setEnabled(false);
}

} // namespace jackdaw::widgets
